-- Who came back in one week, by the week in which each was first seen. Parameters: the time zone, the week, its first instant, the next
-- week's.
insert into retention_weeks (cohort_week, week, dimension, value, visitors)
select
    date_trunc('week', v.first_seen_at at time zone ?)::date,
    ?,
    d.dimension,
    d.value,
    count(distinct s.visitor_id)
from sessions as s
join visitors as v using (visitor_id)
cross join lateral (
    values
        ('', ''),
        ('source', s.source),
        ('medium', s.medium),
        ('campaign', s.campaign),
        ('device', coalesce(s.device_type, '')),
        ('country', coalesce(s.country, ''))
    union all
    select 'category', c
    from unnest(s.categories) as c
) as d (dimension, value)
where s.started_at >= ?
  and s.started_at < ?
group by 1, 3, 4
