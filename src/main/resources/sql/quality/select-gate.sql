-- Reads only. At most one row: whether nothing critical is wrong by the suite's last run.
select critical_failed = 0 as is_open
from quality_runs
where suite = ?
order by coalesce(range_from, started_at) desc, started_at desc
limit 1
