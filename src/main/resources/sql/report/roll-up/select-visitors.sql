-- One row a session of one day, to count visitors. Parameters: its first instant, the next day's.
select visitor_id, source, medium, campaign, coalesce(device_type, ''), coalesce(country, ''), categories
from sessions
where started_at >= ?
  and started_at < ?
