-- Reads only. One row per partition of each topic that was ever read: how far it is stored and what became of its records.
select o.topic,
    o.topic_id,
    o.partition,
    o.first_offset,
    o.next_offset,
    o.stored,
    o.duplicates,
    o.dead,
    o.gaps,
    coalesce(l.lost, 0)::bigint as lost
from stream_offsets as o
left join (
    select topic_id,
        partition,
        sum(to_offset - from_offset) as lost
    from lost_ranges
    where acknowledged_at is null
    group by topic_id, partition
) as l using (topic_id, partition)
order by o.topic, o.partition, o.updated_at, o.topic_id
