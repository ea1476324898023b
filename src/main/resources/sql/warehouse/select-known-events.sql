-- Which of these events of one UTC day are stored already.
select event_id, event_time
from events
where event_id = any (?)
    and event_time >= ?::timestamptz
    and event_time < ?::timestamptz
