-- Reads only. One row per currency of the shop's day, the shop's currency first and always there.
select
    m.currency,
    sum(m.orders)::bigint as orders,
    sum(m.orders_without_amount)::bigint as orders_without_amount,
    sum(m.gross_revenue) as gross_revenue
from (
    select currency, orders, orders_without_amount, gross_revenue
    from revenue_minute
    where minute >= :#dayFrom and minute < :#dayTo
    union all
    select :#currency, 0, 0, 0
) m
group by m.currency
order by m.currency = :#currency desc, m.currency
