-- The fence: whoever comes second waits here, and then sees how far the first came. One row a partition, in partition order.
select partition, next_offset
from stream_offsets
where topic_id = ?
    and partition = any (?)
order by partition
for update
