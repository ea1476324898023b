-- Reads only. One row an hour since midnight and currency with orders, of the day asked for (period now) and of the one before.
select
    p.period,
    floor(extract(epoch from o.ordered_at - p.start) / 3600)::integer as hour,
    o.currency,
    count(*) as orders,
    count(*) filter (where a.amount is null) as orders_without_amount,
    coalesce(sum(a.amount), 0) as gross_revenue
from (
    values
        ('now', cast(:#fromAt as timestamptz), cast(:#toAt as timestamptz)),
        ('before', cast(:#previousFromAt as timestamptz), cast(:#previousToAt as timestamptz))
) as p (period, start, until)
join orders as o
    on o.ordered_at >= p.start
    and o.ordered_at < p.until
join order_origins as g using (order_id)
cross join lateral (
    select o.amount
    where :#category = ''
    union all
    select sum(i.price * i.quantity)
    from order_items as i
    where i.order_id = o.order_id
      and i.category = :#category
    having count(*) > 0
) as a (amount)
where :#source in ('*', g.source)
  and :#medium in ('*', g.medium)
  and :#campaign in ('*', g.campaign)
  and :#device in ('*', g.device_type)
  and :#country in ('*', g.country)
group by p.period, 2, o.currency
order by p.period, 2, o.currency
