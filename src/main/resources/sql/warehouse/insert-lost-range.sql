-- Idempotent: a range that is noticed again is not written again.
insert into lost_ranges (topic, topic_id, partition, from_offset, to_offset)
values (?, ?, ?, ?, ?)
on conflict do nothing
