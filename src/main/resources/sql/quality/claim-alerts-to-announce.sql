-- Not idempotent. Up to so many alerts of which others were not told that they fire, or that they are over; nobody else has them for half a minute.
update alerts
set announcing_until = clock_timestamp() + interval '30 seconds'
where alert_id in (
    select alert_id
    from alerts
    where (fired_announced_at is null or (resolved_at is not null and resolved_announced_at is null))
      and (announcing_until is null or announcing_until < clock_timestamp())
    order by alert_id
    limit ?
    for update skip locked
)
returning alert_id, name, source, severity, summary, details, fingerprint, fired_at, case when fired_announced_at is not null then resolved_at end as resolved_at
