-- One row a partition, which the fence has locked.
update stream_offsets as o
set next_offset = a.next_offset,
    stored = o.stored + a.stored,
    duplicates = o.duplicates + a.duplicates,
    dead = o.dead + a.dead,
    gaps = o.gaps + a.gaps,
    updated_at = clock_timestamp()
from unnest(?::integer[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
    as a (partition, next_offset, stored, duplicates, dead, gaps)
where o.topic_id = ?
    and o.partition = a.partition
