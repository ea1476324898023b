-- Idempotent: one row a record.
insert into dead_letters (
    topic, topic_id, kafka_partition, kafka_offset, reason, errors, source, source_file, source_line,
    record_key, payload, payload_bytes, record_time
)
values (?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?)
on conflict do nothing
