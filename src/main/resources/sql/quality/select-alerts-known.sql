-- Reads only. One row for each alert that fires, and the newest of all.
select alert_id, resolved_at is null as fires
from alerts
where resolved_at is null
   or alert_id = (select max(alert_id) from alerts)
