-- Adds the changes of one batch, in key order.
insert into revenue_minute as r (minute, currency, orders, orders_without_amount, gross_revenue)
select minute, currency, orders, orders_without_amount, gross_revenue
from unnest(?::timestamptz[], ?::text[], ?::bigint[], ?::bigint[], ?::numeric[])
    as n (minute, currency, orders, orders_without_amount, gross_revenue)
on conflict (minute, currency) do update
set orders = r.orders + excluded.orders,
    orders_without_amount = r.orders_without_amount + excluded.orders_without_amount,
    gross_revenue = r.gross_revenue + excluded.gross_revenue
