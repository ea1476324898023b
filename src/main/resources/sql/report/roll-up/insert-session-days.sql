-- The sessions of one day, and again by each category that they touched. Parameters: the day, its first instant, the next day's.
insert into session_days (
    day, category, source, medium, campaign, device_type, country, sessions, sessions_with_product_view, sessions_with_cart,
    sessions_with_checkout, sessions_with_order, events, page_views
)
select
    ?,
    c.name,
    s.source,
    s.medium,
    s.campaign,
    coalesce(s.device_type, ''),
    coalesce(s.country, ''),
    count(*),
    count(*) filter (where s.product_views + s.cart_adds + s.checkouts + s.purchases > 0),
    count(*) filter (where s.cart_adds + s.checkouts + s.purchases > 0),
    count(*) filter (where s.checkouts + s.purchases > 0),
    count(*) filter (where s.purchases > 0),
    sum(s.events),
    sum(s.page_views)
from sessions as s
cross join lateral unnest('{""}'::text[] || s.categories) as c (name)
where s.started_at >= ?
  and s.started_at < ?
group by c.name, s.source, s.medium, s.campaign, coalesce(s.device_type, ''), coalesce(s.country, '')
