-- Reads only. One row per number: the 20 products of which a run of the simulator sold most units, best first.
with run as (
    select
        cast(? as uuid) as first_id,
        cast(? as uuid) as last_id,
        cast(? as timestamptz) as from_time,
        cast(? as timestamptz) as to_time,
        cast(? as timestamptz) as started_at,
        cast(? as timestamptz) as last_sent_at,
        cast(? as timestamptz) as carts_at,
        cast(? as text) as time_zone
),
touched as (
    select
        e.product_id,
        e.currency,
        (e.event_type = 'product_view')::integer as views,
        (e.event_type = 'add_to_cart')::integer as cart_adds,
        0 as orders,
        0 as units,
        0::numeric as revenue
    from run
    join events as e on e.event_id between run.first_id and run.last_id
    where e.event_time between (select from_time from run) and (select to_time from run)
      and e.event_type in ('product_view', 'add_to_cart')
      and e.product_id is not null
    union all
    select i.product_id, o.currency, 0, 0, 1, sum(i.quantity), coalesce(sum(i.price * i.quantity), 0)
    from run
    join orders as o on o.first_event_id between run.first_id and run.last_id
    join order_items as i using (order_id)
    where i.product_id is not null
    group by o.order_id, i.product_id, o.currency
),
summed as (
    select
        product_id,
        currency,
        sum(views) as views,
        sum(cart_adds) as cart_adds,
        sum(orders) as orders,
        sum(units) as units,
        sum(revenue) as revenue
    from touched
    group by product_id, currency
),
best as (
    select
        row_number() over (order by units desc, revenue desc, product_id collate "C", currency collate "C") as place,
        product_id,
        currency,
        views,
        cart_adds,
        orders,
        units,
        revenue
    from summed
)
select 'topProducts/' || b.place || '/' || b.product_id || '/' || b.currency || '/' || n.what as what, n.value
from best as b
cross join lateral (
    values
        ('views', b.views),
        ('cartAdds', b.cart_adds),
        ('orders', b.orders),
        ('units', b.units),
        ('revenue', b.revenue)
) as n (what, value)
where b.place <= 20
