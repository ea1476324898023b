-- Idempotent. The alerts of one suite that fire, but for those whose fingerprints are given, are over.
update alerts
set resolved_at = greatest(?, fired_at)
where source = 'quality'
  and resolved_at is null
  and details ->> 'suite' = ?
  and fingerprint <> all (?)
