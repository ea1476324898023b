-- Reads only. One row per partition of a topic: the offset behind the last record that has its place.
select distinct on (partition) partition, next_offset
from stream_offsets
where topic = ?
order by partition, updated_at desc
