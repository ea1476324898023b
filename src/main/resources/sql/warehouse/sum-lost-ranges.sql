-- Exactly one row: what was lost and not acknowledged yet.
select count(*),
    coalesce(sum(to_offset - from_offset), 0)::bigint,
    max(noticed_at)
from lost_ranges
where acknowledged_at is null
