-- Which of these ids of one UTC day are stored at one of these times. Whether a pair is one that was asked for, the caller sees.
select event_id, event_time
from events
where event_id = any (?::uuid[])
    and event_time = any (?::timestamptz[])
    and event_time >= ?::timestamptz
    and event_time < ?::timestamptz
