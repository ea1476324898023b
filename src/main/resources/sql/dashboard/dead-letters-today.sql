-- Reads only. One row per reason that occurred on the shop's day, by failed_at, the most frequent first.
select reason, count(*) as dead_letters, max(failed_at) as last_at
from dead_letters
where failed_at >= :#dayFrom and failed_at < :#dayTo
group by reason
order by dead_letters desc, reason
