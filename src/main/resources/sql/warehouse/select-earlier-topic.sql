-- At most one row: how far this partition of the topic was stored before the topic was deleted and made again.
select topic_id, next_offset
from stream_offsets
where topic = ?
    and partition = ?
    and topic_id <> ?
order by updated_at desc
limit 1
