-- Reads only. One row for each of the last 60 minutes, oldest first; orders in every currency, revenue in the shop's.
select
    g.minute,
    coalesce(m.events, 0) as events,
    coalesce(m.sessions, 0) as sessions,
    coalesce(r.orders, 0)::bigint as orders,
    coalesce(r.gross_revenue, 0) as gross_revenue
from generate_series(cast(:#hourFrom as timestamptz), cast(:#hourTo as timestamptz), interval '1 minute') as g (minute)
left join metrics_minute m on m.minute = g.minute
left join (
    select minute, sum(orders) as orders, sum(gross_revenue) filter (where currency = :#currency) as gross_revenue
    from revenue_minute
    where minute >= :#hourFrom and minute <= :#hourTo
    group by minute
) r on r.minute = g.minute
order by g.minute
