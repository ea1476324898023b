-- One day of the shop in one row a currency, from what is rolled up already.

create or replace view daily_aggregations as
select
    d.day,
    d.currency,
    e.events,
    coalesce(v.visitors, 0) as visitors,
    s.sessions,
    s.sessions_with_order,
    round(s.sessions_with_order / nullif(s.sessions, 0), 6) as conversion,
    m.orders,
    m.orders_without_amount,
    m.gross_revenue,
    m.refunds,
    m.gross_revenue - m.refunds as net_revenue,
    round(m.gross_revenue / nullif(m.orders - m.orders_without_amount, 0), 2) as average_order_value,
    r.rolled_up_at
from (
    select day, currency
    from order_days
    where category = ''
    union
    select day, (select coalesce(nullif(currency, ''), 'EUR') from shop)
    from session_days
    where category = ''
) as d
cross join (select coalesce(nullif(time_zone, ''), 'UTC') as name from shop) as zone
left join rolled_up_days as r using (day)
left join visitor_days as v
    on v.day = d.day
    and v.dimension = ''
    and v.value = ''
cross join lateral (
    select coalesce(sum(events), 0) as events
    from metrics_minute
    where minute >= d.day::timestamp at time zone zone.name
      and minute < (d.day + 1)::timestamp at time zone zone.name
) as e
cross join lateral (
    select coalesce(sum(sessions), 0) as sessions, coalesce(sum(sessions_with_order), 0) as sessions_with_order
    from session_days
    where day = d.day
      and category = ''
) as s
cross join lateral (
    select
        coalesce(sum(orders), 0) as orders,
        coalesce(sum(orders_without_amount), 0) as orders_without_amount,
        coalesce(sum(gross_revenue), 0) as gross_revenue,
        coalesce(sum(refunds), 0) as refunds
    from order_days
    where day = d.day
      and currency = d.currency
      and category = ''
) as m;

comment on view daily_aggregations is
    'One row is one day of the shop in one currency, and one in the shop''s own for a day without orders. Events, visitors and sessions are those of the day whatever its currency. As of rolled_up_at, but for events, which are always up to date. conversion is sessions with an order ÷ sessions; average_order_value is gross_revenue ÷ the orders whose amount is known.';
