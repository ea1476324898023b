-- Reads only. One row per number: the orders of a run of the simulator, in total and by the shop's day.
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
counted as (
    select
        case
            when grouping((o.ordered_at at time zone run.time_zone)::date) = 1 then ''
            else 'days/' || (o.ordered_at at time zone run.time_zone)::date || '/'
        end as place,
        count(*) as orders,
        count(*) filter (where o.amount is null) as without_amount,
        count(*) filter (where o.conflicting) as conflicting
    from run
    join orders as o on o.first_event_id between run.first_id and run.last_id
    group by grouping sets (((o.ordered_at at time zone run.time_zone)::date), ())
)
select c.place || n.what as what, n.value
from counted as c
cross join lateral (
    values
        ('orders', c.orders),
        ('ordersWithoutAmount', c.without_amount),
        ('conflictingOrders', c.conflicting)
) as n (what, value)
