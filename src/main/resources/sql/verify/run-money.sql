-- Reads only. One row per number: orders and money of a run of the simulator in each currency, in total and by the shop's day. A refund or
-- cancellation without an amount is the whole order, in the order's currency, the first time.
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
given_back as (
    select
        r.refunded_at,
        coalesce(r.currency_of_amount, o.currency) as currency,
        coalesce(r.amount, o.amount) as amount
    from (
        select
            f.refunded_at,
            f.order_id,
            f.amount,
            case when f.amount is not null then f.currency end as currency_of_amount,
            row_number() over (partition by f.order_id, f.amount is null order by f.refunded_at, f.event_id) as turn
        from run
        join refunds as f on f.event_id between run.first_id and run.last_id
    ) as r
    left join orders as o on o.order_id = r.order_id
    where r.amount is not null
       or (r.turn = 1 and o.amount is not null)
),
entry as (
    select o.ordered_at as at, o.currency, 1 as orders, coalesce(o.amount, 0) as gross, 0 as refunds
    from run
    join orders as o on o.first_event_id between run.first_id and run.last_id
    union all
    select refunded_at, currency, 0, 0, amount
    from given_back
),
dated as (
    select (e.at at time zone run.time_zone)::date as day, e.currency, e.orders, e.gross, e.refunds
    from entry as e
    cross join run
),
summed as (
    select
        case when grouping(day) = 1 then '' else 'days/' || day || '/' end || 'revenue/' || currency || '/' as place,
        sum(orders) as orders,
        sum(gross) as gross,
        sum(refunds) as refunds
    from dated
    group by grouping sets ((day, currency), (currency))
)
select s.place || n.what as what, n.value
from summed as s
cross join lateral (
    values
        ('orders', s.orders),
        ('gross', s.gross),
        ('refunds', s.refunds),
        ('net', s.gross - s.refunds)
) as n (what, value)
