-- Reads only. One row per currency with orders or refunds on the shop's day, computed from all stored events. A refund without an amount is
-- the whole order, in the order's currency, once an order.
with bounds as (
    select
        (?::date)::timestamp at time zone z.name as from_time,
        (?::date + 1)::timestamp at time zone z.name as to_time
    from (select ?::text as name) as z
),
ordered as (
    select order_id, ordered_at, currency, amount
    from recomputed.orders
),
refunded as (
    select refunded_at, currency, amount
    from recomputed.refunds
    where amount is not null
    union all
    select r.refunded_at, o.currency, o.amount
    from (
        select distinct on (order_id) order_id, refunded_at
        from recomputed.refunds
        where amount is null
            and order_id is not null
        order by order_id, refunded_at, event_id
    ) as r
    join ordered as o using (order_id)
    where o.amount is not null
),
moved as (
    select currency, 1 as orders, (amount is null)::integer as orders_without_amount, amount as gross, null::numeric as refunds
    from ordered, bounds
    where ordered_at >= from_time
        and ordered_at < to_time
    union all
    select currency, 0, 0, null, amount
    from refunded, bounds
    where refunded_at >= from_time
        and refunded_at < to_time
)
select
    currency,
    sum(orders)::bigint as orders,
    sum(orders_without_amount)::bigint as orders_without_amount,
    coalesce(sum(gross), 0) as gross_revenue,
    coalesce(sum(refunds), 0) as refunds
from moved
group by currency
order by currency
