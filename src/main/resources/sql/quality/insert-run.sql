-- Not idempotent. One run.
insert into quality_runs (
    run_id, suite, target, trigger, started_at, ended_at, range_from, range_to, success, score, evaluated, successful, critical_failed, meta
)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
