-- Reads only. One row a suite of these: its last run, of the stream the one of the last window.
select
    r.run_id, r.suite, r.target, r.trigger, r.started_at, r.ended_at, r.range_from, r.range_to, r.success, r.score, r.evaluated, r.successful, r.critical_failed
from unnest(?::text[]) as s (name)
cross join lateral (
    select
        run_id, suite, target, trigger, started_at, ended_at, range_from, range_to, success, score, evaluated, successful, critical_failed
    from quality_runs
    where suite = s.name
    order by started_at desc, run_id desc
    limit 1
) as r
