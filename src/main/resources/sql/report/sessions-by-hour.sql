-- Reads only. One row an hour since midnight that had sessions, of the day asked for (period now) and of the one before.
select
    p.period,
    floor(extract(epoch from s.started_at - p.start) / 3600)::integer as hour,
    count(*) as sessions,
    count(*) filter (where s.product_views + s.cart_adds + s.checkouts + s.purchases > 0) as sessions_with_product_view,
    count(*) filter (where s.cart_adds + s.checkouts + s.purchases > 0) as sessions_with_cart,
    count(*) filter (where s.checkouts + s.purchases > 0) as sessions_with_checkout,
    count(*) filter (where s.purchases > 0) as sessions_with_order,
    sum(s.page_views) as page_views
from (
    values
        ('now', cast(:#fromAt as timestamptz), cast(:#toAt as timestamptz)),
        ('before', cast(:#previousFromAt as timestamptz), cast(:#previousToAt as timestamptz))
) as p (period, start, until)
join sessions as s
    on s.started_at >= p.start
    and s.started_at < p.until
where (:#category = '' or :#category = any (s.categories))
  and :#source in ('*', s.source)
  and :#medium in ('*', s.medium)
  and :#campaign in ('*', s.campaign)
  and :#device in ('*', coalesce(s.device_type, ''))
  and :#country in ('*', coalesce(s.country, ''))
group by p.period, 2
order by p.period, 2
