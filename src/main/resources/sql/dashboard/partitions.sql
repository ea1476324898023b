-- Reads only. One row per partition of each topic that was ever read: how far it is stored and what became of its records.
select topic, partition, first_offset, next_offset, stored, duplicates, dead, gaps, updated_at
from stream_offsets
order by topic, partition, updated_at, topic_id
