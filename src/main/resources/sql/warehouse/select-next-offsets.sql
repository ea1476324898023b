-- Where the store stage stands, without a lock.
select partition, next_offset
from stream_offsets
where topic_id = ?
    and partition = any (?)
