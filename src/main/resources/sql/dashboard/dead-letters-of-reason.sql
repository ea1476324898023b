-- Reads only. One page of dead letters of one reason, newest first, read from the index in order: at most as many rows as asked for.
select
    dead_letter_id, failed_at, reason, cast(errors as text) as errors, topic, kafka_partition, kafka_offset, source, source_file,
    source_line, record_key, payload, payload_bytes, record_time
from dead_letters
where failed_at >= :#from and failed_at < :#to
  and reason = :#reason
  and (failed_at, dead_letter_id)
      < (coalesce((select b.failed_at from dead_letters b where b.dead_letter_id = :#before), :#to), :#before)
order by failed_at desc, dead_letter_id desc
limit :#rows
