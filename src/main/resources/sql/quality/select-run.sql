-- Reads only. At most one row.
select
    run_id, suite, target, trigger, started_at, ended_at, range_from, range_to, success, score, evaluated, successful, critical_failed
from quality_runs
where run_id = ?
