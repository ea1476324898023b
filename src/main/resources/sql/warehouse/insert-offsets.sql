-- Idempotent: a partition that is seen for the first time begins with the first record that came from it.
insert into stream_offsets (topic, topic_id, partition, first_offset, next_offset)
select ?, ?, p.partition, p.first_offset, p.first_offset
from unnest(?::integer[], ?::bigint[]) as p (partition, first_offset)
order by p.partition
on conflict do nothing
