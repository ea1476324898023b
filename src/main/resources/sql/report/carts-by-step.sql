-- Reads only. One row a period, step and currency: carts that were left for 30 minutes, and what lies in them.
select
    case when day >= :#from then 'now' else 'before' end as period,
    last_step as step,
    currency,
    count(*) as carts,
    sum(value) as value
from carts
where day between :#previousFrom and :#to
  and ended_at <= cast(:#at as timestamptz) - interval '30 minutes'
  and (:#category = '' or :#category = any (categories))
  and :#source in ('*', source)
  and :#medium in ('*', medium)
  and :#campaign in ('*', campaign)
  and :#device in ('*', device_type)
  and :#country in ('*', country)
group by 1, 2, 3
order by 1, 2, 3
