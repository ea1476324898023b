-- Reads only. One row per number: the carts that a run of the simulator left, and what lies in them in each currency.
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
    select s.session_id, s.visitor_id, s.derived, s.started_at, s.ended_at
    from run
    join sessions as s on s.first_event_id between run.first_id and run.last_id
    where s.cart_adds > 0
      and s.purchases = 0
      and s.ended_at <= run.carts_at - interval '30 minutes'
),
moved as (
    select
        e.session_id,
        e.visitor_id,
        e.event_time,
        e.currency,
        case e.event_type when 'add_to_cart' then 1 else -1 end * e.price * coalesce(e.quantity, 1) as amount
    from run
    join events as e on e.event_id between run.first_id and run.last_id
    where e.event_time between (select from_time from run) and (select to_time from run)
      and e.event_type in ('add_to_cart', 'remove_from_cart')
      and e.price is not null
),
kept as (
    select m.currency, m.amount
    from visit as v
    join moved as m on m.session_id = v.session_id
    where not v.derived
    union all
    select m.currency, m.amount
    from visit as v
    join moved as m on m.visitor_id = v.visitor_id
    where v.derived
      and m.session_id is null
      and m.event_time between v.started_at and v.ended_at
)
select 'abandonedCarts/sessions' as what, count(*) as value
from visit
union all
select 'abandonedCarts/value/' || currency || '/amount', sum(amount)
from kept
group by currency
