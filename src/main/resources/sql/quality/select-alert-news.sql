-- Reads only. The alerts behind one that is known, and of those that are known to fire those that are over, the oldest first.
select alert_id, name, source, severity, summary, details, fingerprint, fired_at, resolved_at
from alerts
where alert_id > ?
   or (alert_id = any (?) and resolved_at is not null)
order by alert_id
limit 100
