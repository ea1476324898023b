-- The carts of one day that are not known yet, from the events of their sessions. Parameters: its first instant, the next day's, the day.
insert into carts (
    session_id, currency, day, visitor_id, ended_at, session_events, last_step, source, medium, campaign, device_type, country,
    categories, value, items
)
with visit as materialized (
    select
        s.session_id, s.visitor_id, s.derived, s.started_at, s.ended_at, s.events, s.checkouts, s.source, s.medium, s.campaign,
        s.device_type, s.country, s.categories
    from sessions as s
    where s.started_at >= ?
      and s.started_at < ?
      and s.cart_adds > 0
      and s.purchases = 0
      and not exists (select from carts as c where c.session_id = s.session_id)
),
moved as materialized (
    select
        e.session_id, e.visitor_id, e.event_time, e.event_id, e.currency, e.product_id, e.product_name, e.price,
        case e.event_type when 'add_to_cart' then 1 else -1 end * coalesce(e.quantity, 1) as quantity
    from events as e
    where e.event_time >= (select min(started_at) from visit)
      and e.event_time <= (select max(ended_at) from visit)
      and e.event_type in ('add_to_cart', 'remove_from_cart')
),
kept as (
    select v.session_id, m.event_time, m.event_id, m.currency, m.product_id, m.product_name, m.price, m.quantity
    from visit as v
    join moved as m on m.session_id = v.session_id
    where not v.derived
    union all
    select v.session_id, m.event_time, m.event_id, m.currency, m.product_id, m.product_name, m.price, m.quantity
    from visit as v
    join moved as m on m.visitor_id = v.visitor_id
    where v.derived
      and m.session_id is null
      and m.event_time between v.started_at and v.ended_at
),
product as (
    select
        session_id,
        currency,
        product_id,
        (array_agg(product_name order by event_time desc, event_id desc) filter (where product_name is not null))[1] as product_name,
        (array_agg(price order by event_time desc, event_id desc) filter (where price is not null))[1] as price,
        sum(quantity) as quantity,
        coalesce(sum(price * quantity), 0) as value
    from kept
    group by session_id, currency, product_id
),
cart as (
    select
        session_id,
        currency,
        sum(value) as value,
        coalesce(
            jsonb_agg(
                jsonb_build_object('product_id', product_id, 'product_name', product_name, 'quantity', quantity, 'price', price::text)
                order by product_id collate "C"
            ) filter (where quantity > 0),
            '[]'
        ) as items
    from product
    group by session_id, currency
)
select
    v.session_id,
    c.currency,
    ?,
    v.visitor_id,
    v.ended_at,
    v.events,
    case when v.checkouts > 0 then 'checkout' else 'cart' end,
    v.source,
    v.medium,
    v.campaign,
    coalesce(v.device_type, ''),
    coalesce(v.country, ''),
    v.categories,
    c.value,
    c.items
from visit as v
join cart as c using (session_id)
