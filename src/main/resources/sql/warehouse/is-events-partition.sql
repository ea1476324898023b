-- One row: whether that table is a partition of events.
select exists (
    select 1
    from pg_inherits as i
    join pg_class as c on c.oid = i.inhrelid
    where i.inhparent = 'events'::regclass
        and c.relname = ?
)
