-- Reads only. One row: the shop's day computed from all stored events, without the tables that are derived from them. A session and its
-- steps count on the day on which it starts.
with bounds as (
    select
        (?::date)::timestamp at time zone z.name as from_time,
        (?::date + 1)::timestamp at time zone z.name as to_time
    from (select ?::text as name) as z
)
select
    (select count(*) from events, bounds where event_time >= from_time and event_time < to_time) as events,
    count(*) as sessions,
    count(*) filter (where product_views + cart_adds + checkouts + purchases > 0) as product_view,
    count(*) filter (where cart_adds + checkouts + purchases > 0) as cart,
    count(*) filter (where checkouts + purchases > 0) as checkout,
    count(*) filter (where purchases > 0) as with_order
from recomputed.sessions, bounds
where started_at >= from_time
    and started_at < to_time
