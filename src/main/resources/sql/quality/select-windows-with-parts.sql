-- Reads only. Up to so many windows of these suites that have parts, the oldest first.
select p.suite, p.fingerprint, p.window_start
from quality_window_parts as p
join unnest(?::text[], ?::text[]) as known (suite, fingerprint) using (suite, fingerprint)
group by p.suite, p.fingerprint, p.window_start
order by p.window_start, p.suite, p.fingerprint
limit ?
