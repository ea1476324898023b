-- Idempotent. Up to 1,000 runs that began before that time, with their results.
delete from quality_runs
where run_id in (
    select run_id
    from quality_runs
    where started_at < ?
    order by started_at
    limit 1000
)
