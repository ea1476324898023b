-- Reads only. One row per stored event of one run of verify: the id that was sent.
select original_event_id
from events
where event_time >= timestamptz '2000-01-02 00:00+00'
    and event_time < timestamptz '2000-01-03 00:00+00'
    and visitor_id like ? || '%'
    and original_event_id is not null
