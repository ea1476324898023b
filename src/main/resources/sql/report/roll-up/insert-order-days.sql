-- The orders and refunds of one day, and again by category. Parameters: its first instant and the next day's five times, the day.
insert into order_days (
    day, category, source, medium, campaign, device_type, country, currency, orders, orders_without_amount, gross_revenue,
    refund_events, refunds
)
with part as (
    select
        '' as category, g.source, g.medium, g.campaign, g.device_type, g.country, o.currency,
        1 as orders, (o.amount is null)::integer as orders_without_amount, coalesce(o.amount, 0) as gross_revenue,
        0 as refund_events, 0::numeric as refunds
    from order_origins as g
    join orders as o using (order_id)
    where g.ordered_at >= ?
      and g.ordered_at < ?
    union all
    select
        i.category, g.source, g.medium, g.campaign, g.device_type, g.country, o.currency,
        1, (bool_and(i.price is null))::integer, coalesce(sum(i.price * i.quantity), 0), 0, 0
    from order_origins as g
    join orders as o using (order_id)
    join order_items as i using (order_id)
    where g.ordered_at >= ?
      and g.ordered_at < ?
      and i.category <> ''
    group by o.order_id, i.category, g.source, g.medium, g.campaign, g.device_type, g.country, o.currency
    union all
    select
        l.category, coalesce(g.source, ''), coalesce(g.medium, ''), coalesce(g.campaign, ''), coalesce(g.device_type, ''),
        coalesce(g.country, ''), l.currency, 0, 0, 0, 1, coalesce(sum(l.price * l.quantity), 0)
    from refund_lines as l
    left join order_origins as g using (order_id)
    where l.refunded_at >= ?
      and l.refunded_at < ?
      and l.category <> ''
    group by
        l.event_id, l.refunded_at, l.category, g.source, g.medium, g.campaign, g.device_type, g.country, l.currency
    union all
    select
        '', coalesce(g.source, ''), coalesce(g.medium, ''), coalesce(g.campaign, ''), coalesce(g.device_type, ''),
        coalesce(g.country, ''), m.currency, 0, 0, 0, 1, m.amount
    from (
        select r.order_id, r.currency, r.amount
        from refunds as r
        where r.refunded_at >= ?
          and r.refunded_at < ?
          and r.amount is not null
        union all
        select o.order_id, o.currency, o.amount
        from refunds as r
        join orders as o using (order_id)
        where r.refunded_at >= ?
          and r.refunded_at < ?
          and r.amount is null
          and o.amount is not null
          and not exists (
              select
              from refunds as earlier
              where earlier.order_id = r.order_id
                and earlier.amount is null
                and (earlier.refunded_at, earlier.event_id) < (r.refunded_at, r.event_id)
          )
    ) as m
    left join order_origins as g using (order_id)
)
select
    ?, category, source, medium, campaign, device_type, country, currency, sum(orders), sum(orders_without_amount),
    sum(gross_revenue), sum(refund_events), sum(refunds)
from part
group by 2, 3, 4, 5, 6, 7, 8
