-- Reads only. One row for each critical expectation that is not met now, the longest first; none is the usual case.
select
    details ->> 'suite' as suite,
    details ->> 'target' as target,
    details ->> 'type' as type,
    details ->> 'column' as column_name,
    fired_at as since
from alerts
where source = 'quality'
  and severity = 'critical'
  and resolved_at is null
order by fired_at, alert_id
limit 100
