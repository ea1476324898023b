-- Reads only. One row an hour and target: the runs that began in it, and of the stream those of the windows that began in it.
select
    date_trunc('hour', case when trigger = 'window' then range_from else started_at end, 'UTC') as hour,
    target,
    round(avg(score), 4) as score,
    count(*) as runs,
    count(*) filter (where not success) as failed
from quality_runs
where (?::text is null or suite = ?)
  and started_at >= ?
group by 1, 2
order by 1, 2
