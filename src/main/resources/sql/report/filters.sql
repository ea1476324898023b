-- Reads only. The values of each dimension by the sessions of the days asked for, at most 200 of each.
with counted as (
    select
        case
            when grouping(source) = 0 then 'source'
            when grouping(medium) = 0 then 'medium'
            when grouping(campaign) = 0 then 'campaign'
            when grouping(device_type) = 0 then 'device'
            else 'country'
        end as dimension,
        coalesce(source, medium, campaign, device_type, country) as value,
        sum(sessions) as sessions
    from session_days
    where day between :#from and :#to
      and category = ''
    group by grouping sets ((source), (medium), (campaign), (device_type), (country))
    union all
    select 'category', category, sum(sessions)
    from session_days
    where day between :#from and :#to
      and category <> ''
    group by category
)
select dimension, value, sessions
from (
    select dimension, value, sessions, row_number() over (partition by dimension order by sessions desc, value) as place
    from counted
) as c
where place <= 200
order by dimension, sessions desc, value
