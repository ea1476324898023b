-- What was ordered of each product on one day. Parameters: the day, its first instant, the next day's.
insert into product_sales_days (
    day, product_id, category, currency, source, medium, campaign, device_type, country, product_name, orders, units, revenue
)
select
    ?,
    i.product_id,
    coalesce(i.category, ''),
    o.currency,
    g.source,
    g.medium,
    g.campaign,
    g.device_type,
    g.country,
    max(i.product_name collate "C"),
    count(distinct o.order_id),
    sum(i.quantity),
    coalesce(sum(i.price * i.quantity), 0)
from order_origins as g
join orders as o using (order_id)
join order_items as i using (order_id)
where g.ordered_at >= ?
  and g.ordered_at < ?
  and i.product_id is not null
group by 2, 3, 4, 5, 6, 7, 8, 9
