-- Reads only. Up to so many windows of these suites that have ended and are not judged as they are now, the oldest first.
select w.suite, w.fingerprint, w.window_start
from quality_windows as w
join unnest(?::text[], ?::text[]) as known (suite, fingerprint) using (suite, fingerprint)
where w.judged_at is null
  and w.window_end <= ?
order by w.window_end, w.suite, w.fingerprint
limit ?
