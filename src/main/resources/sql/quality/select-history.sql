-- Reads only. What the runs of a suite before that time saw at one expectation, the newest first; but for those that looked at all times.
select t.observed
from quality_runs as r
join quality_results as t using (run_id)
where r.suite = ?
  and t.expectation_id = ?
  and coalesce(r.range_from, r.started_at) < ?
  and t.observed is not null
  and r.trigger <> 'import'
order by r.started_at desc, r.run_id desc
limit ?
