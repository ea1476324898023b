-- Reads only. One row: how many partitions events has, and the names of the first and the last.
select count(*) as partitions, min(c.relname) as first, max(c.relname) as last
from pg_inherits as i
join pg_class as c on c.oid = i.inhrelid
where i.inhparent = 'events'::regclass
