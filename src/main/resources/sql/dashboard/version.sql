-- Reads only. Exactly one row and column: a number that grows whenever a batch is stored; reads one row per partition.
select coalesce(sum(next_offset), 0)::bigint as version
from stream_offsets
