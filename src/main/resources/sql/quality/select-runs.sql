-- Reads only. Up to so many runs, of one suite or all, the newest first, behind the last one of the page before.
select
    run_id, suite, target, trigger, started_at, ended_at, range_from, range_to, success, score, evaluated, successful, critical_failed
from quality_runs
where (?::text is null or suite = ?)
  and (started_at, run_id) < (?, ?::uuid)
order by started_at desc, run_id desc
limit ?
