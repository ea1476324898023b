-- Reads only. Exactly one row: the events and sessions of the shop's day, at most 1,500 rows of metrics_minute by their key.
select
    coalesce(sum(events), 0)::bigint as events,
    coalesce(sum(sessions), 0)::bigint as sessions,
    coalesce(sum(sessions_with_product_view), 0)::bigint as sessions_with_product_view,
    coalesce(sum(sessions_with_cart), 0)::bigint as sessions_with_cart,
    coalesce(sum(sessions_with_checkout), 0)::bigint as sessions_with_checkout,
    coalesce(sum(sessions_with_order), 0)::bigint as sessions_with_order
from metrics_minute
where minute >= :#dayFrom and minute < :#dayTo
