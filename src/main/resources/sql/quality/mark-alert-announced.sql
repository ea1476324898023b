-- Idempotent. Others were told that the alert fires, or that it is over.
update alerts
set fired_announced_at = coalesce(fired_announced_at, clock_timestamp()),
    resolved_announced_at = case when ? then clock_timestamp() end,
    announcing_until = null
where alert_id = ?
