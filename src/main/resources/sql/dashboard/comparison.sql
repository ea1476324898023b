-- Reads only. A row for yesterday and one for a week ago, each up to its end to the minute, orders and money in the shop's currency;
-- no row where nothing happened until then, or where the data begin later than an hour after that day did.
select
    d.name,
    m.events,
    m.sessions,
    m.sessions_with_order,
    r.orders,
    r.orders_without_amount,
    r.gross_revenue
from (
    values
        ('yesterday', cast(:#yesterdayFrom as timestamptz), cast(:#yesterdayTo as timestamptz)),
        ('last_week', cast(:#lastWeekFrom as timestamptz), cast(:#lastWeekTo as timestamptz))
) as d (name, from_at, to_at)
cross join lateral (
    select
        count(*) as minutes,
        sum(events)::bigint as events,
        sum(sessions)::bigint as sessions,
        sum(sessions_with_order)::bigint as sessions_with_order
    from metrics_minute
    where minute >= d.from_at and minute < d.to_at
) as m
cross join lateral (
    select
        coalesce(sum(orders), 0)::bigint as orders,
        coalesce(sum(orders_without_amount), 0)::bigint as orders_without_amount,
        coalesce(sum(gross_revenue), 0) as gross_revenue
    from revenue_minute
    where minute >= d.from_at and minute < d.to_at and currency = :#currency
) as r
where m.minutes > 0
  and exists (select from metrics_minute where minute < d.from_at + interval '1 hour')
