-- Reads only. Exactly one row: how many of these partitions are stored up to these offsets.
select count(*)
from unnest(?, ?) as marked (partition, next_offset)
join stream_offsets as o
    on o.topic_id = ?
    and o.partition = marked.partition
    and o.next_offset >= marked.next_offset
