-- Idempotent, one row: how many dead letters of verify are taken out; their records' keys begin with "caravan-verify-".
with gone as (
    delete from dead_letters
    where record_key >= 'caravan-verify-'::bytea
        and record_key < 'caravan-verify.'::bytea
    returning topic_id, kafka_partition
),
by_partition as (
    select topic_id, kafka_partition, count(*) as records
    from gone
    group by topic_id, kafka_partition
),
fewer_dead as (
    update stream_offsets as o
    set dead = o.dead - n.records,
        gaps = o.gaps + n.records
    from by_partition as n
    where o.topic_id = n.topic_id
        and o.partition = n.kafka_partition
)
select count(*) as removed
from gone
