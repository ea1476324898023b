-- Reads only. One row a day and currency with orders or refunds, of the days asked for and those before.
select
    day,
    currency,
    sum(orders) as orders,
    sum(orders_without_amount) as orders_without_amount,
    sum(gross_revenue) as gross_revenue,
    sum(refunds) as refunds
from order_days
where day between :#previousFrom and :#to
  and category = :#category
  and :#source in ('*', source)
  and :#medium in ('*', medium)
  and :#campaign in ('*', campaign)
  and :#device in ('*', device_type)
  and :#country in ('*', country)
group by day, currency
order by day, currency
