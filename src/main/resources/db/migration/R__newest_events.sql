-- The tail of the events, for the live view.

create or replace function newest_events(at timestamptz, wanted integer)
returns table (
    event_id uuid,
    event_time timestamptz,
    stored_at timestamptz,
    event_type text,
    visitor_id text,
    product_name text,
    amount numeric,
    currency text,
    country text
)
language plpgsql
stable
as $$
declare
    tail record;
begin
    for tail in
        select
            c.oid::regclass as name,
            greatest(pg_relation_size(c.oid) / current_setting('block_size')::bigint - 256, 0) as first_block
        from pg_inherits i
        join pg_class c on c.oid = i.inhrelid
        cross join lateral (
            select regexp_match(pg_get_expr(c.relpartbound, c.oid), $r$FROM \('([^']+)'\) TO \('([^']+)'\)$r$) as bounds
        ) b
        where i.inhparent = 'events'::regclass
          and (b.bounds[1] is null
               or (b.bounds[1]::timestamptz <= at + interval '1 day' and b.bounds[2]::timestamptz > at - interval '2 days'))
    loop
        return query execute format(
            'select event_id, event_time, stored_at, event_type, visitor_id, product_name, '
            'coalesce(revenue, price * coalesce(quantity, 1)), currency, country '
            'from %s where ctid >= %L::tid order by stored_at desc, event_id limit %s',
            tail.name, format('(%s,0)', tail.first_block), wanted);
    end loop;
end
$$;

comment on function newest_events is
    'The newest rows of each partition near "at", up to "wanted" each: a partition is only appended to, so they stand in its last 2 MB. Neither the block range index, which knows new pages only after a vacuum, nor a sort of the last seconds has a cost that does not grow.';
