-- What was refunded of each product on one day. Parameters: the day, its first instant, the next day's.
insert into product_refund_days (
    day, product_id, category, currency, source, medium, campaign, device_type, country, refund_events, units, amount
)
select
    ?,
    l.product_id,
    l.category,
    l.currency,
    coalesce(g.source, ''),
    coalesce(g.medium, ''),
    coalesce(g.campaign, ''),
    coalesce(g.device_type, ''),
    coalesce(g.country, ''),
    count(distinct (l.event_id, l.refunded_at)),
    sum(l.quantity),
    coalesce(sum(l.price * l.quantity), 0)
from refund_lines as l
left join order_origins as g using (order_id)
where l.refunded_at >= ?
  and l.refunded_at < ?
  and l.product_id is not null
group by 2, 3, 4, 5, 6, 7, 8, 9
