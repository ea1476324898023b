-- Reads only. Exactly one row: distinct visitors whose last event is of the last five minutes; reads the block ranges that hold them.
select count(distinct visitor_id) as visitors_now
from sessions
where ended_at >= :#visitorsFrom and ended_at <= :#visitorsTo
