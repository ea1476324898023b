-- Reads only. One row: what the tables hold, and what the partitions' sums say of it.
select
    (select count(*) from events) as events,
    (select count(*) from dead_letters) as dead_letters,
    coalesce(sum(stored), 0)::bigint as stored,
    coalesce(sum(dead), 0)::bigint as dead,
    coalesce(sum(next_offset), 0)::bigint as next_offsets
from stream_offsets
