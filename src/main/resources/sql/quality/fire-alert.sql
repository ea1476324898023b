-- Idempotent. One row if it is new, none if the same fires already.
insert into alerts (name, source, severity, summary, details, fingerprint, fired_at)
values (?, 'quality', ?, ?, ?::jsonb, ?, ?)
on conflict (source, fingerprint) where resolved_at is null do nothing
