-- Reads only. One row a value of one dimension: its sessions in the days asked for and in those before.
select
    case :#by
        when 'source' then source
        when 'medium' then medium
        when 'campaign' then campaign
        when 'device' then device_type
        when 'country' then country
        when 'category' then category
    end as value,
    coalesce(sum(sessions) filter (where day >= :#from), 0) as sessions,
    coalesce(sum(sessions_with_order) filter (where day >= :#from), 0) as sessions_with_order,
    coalesce(sum(sessions) filter (where day < :#from), 0) as previous_sessions
from session_days
where day between :#previousFrom and :#to
  and case when :#by = 'category' then category <> '' and :#category in ('', category) else category = :#category end
  and :#source in ('*', source)
  and :#medium in ('*', medium)
  and :#campaign in ('*', campaign)
  and :#device in ('*', device_type)
  and :#country in ('*', country)
group by 1
