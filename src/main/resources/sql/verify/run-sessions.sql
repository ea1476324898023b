-- Reads only. One row per number: the sessions of a run of the simulator by the step they reached, in total and by the shop's day.
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
visit as (
    select
        (s.started_at at time zone run.time_zone)::date as day,
        s.product_views > 0 or s.cart_adds > 0 or s.checkouts > 0 or s.purchases > 0 as product_view,
        s.cart_adds > 0 or s.checkouts > 0 or s.purchases > 0 as cart,
        s.checkouts > 0 or s.purchases > 0 as checkout,
        s.purchases > 0 as bought
    from run
    join sessions as s on s.first_event_id between run.first_id and run.last_id
),
counted as (
    select
        case when grouping(day) = 1 then '' else 'days/' || day || '/' end as place,
        count(*) as sessions,
        count(*) filter (where product_view) as product_view,
        count(*) filter (where cart) as cart,
        count(*) filter (where checkout) as checkout,
        count(*) filter (where bought) as bought
    from visit
    group by grouping sets ((day), ())
)
select c.place || n.what as what, n.value
from counted as c
cross join lateral (
    values
        ('sessions', c.sessions),
        ('funnel/sessions', c.sessions),
        ('funnel/productView', c.product_view),
        ('funnel/cart', c.cart),
        ('funnel/checkout', c.checkout),
        ('funnel/order', c.bought)
) as n (what, value)
