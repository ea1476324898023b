-- The fence of every partition, in the store stage's order: nothing is stored until the transaction ends.
select partition
from stream_offsets
order by topic_id, partition
for update
