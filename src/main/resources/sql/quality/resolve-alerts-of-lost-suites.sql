-- Idempotent. The alerts of suites that are not there any more are over.
update alerts
set resolved_at = greatest(?, fired_at)
where source = 'quality'
  and resolved_at is null
  and details ->> 'suite' <> all (?)
