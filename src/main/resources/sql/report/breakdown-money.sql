-- Reads only. One row a value of one dimension: its orders and refunds in the shop's currency, in the days asked for and in those before.
select
    case :#by
        when 'source' then source
        when 'medium' then medium
        when 'campaign' then campaign
        when 'device' then device_type
        when 'country' then country
        when 'category' then category
    end as value,
    coalesce(sum(orders) filter (where day >= :#from), 0) as orders,
    coalesce(sum(orders_without_amount) filter (where day >= :#from), 0) as orders_without_amount,
    coalesce(sum(gross_revenue) filter (where day >= :#from), 0) as gross_revenue,
    coalesce(sum(refunds) filter (where day >= :#from), 0) as refunds,
    coalesce(sum(gross_revenue) filter (where day < :#from), 0) as previous_gross_revenue
from order_days
where day between :#previousFrom and :#to
  and currency = :#currency
  and case when :#by = 'category' then category <> '' and :#category in ('', category) else category = :#category end
  and :#source in ('*', source)
  and :#medium in ('*', medium)
  and :#campaign in ('*', campaign)
  and :#device in ('*', device_type)
  and :#country in ('*', country)
group by 1
