-- Adds the changes of one batch, in key order.
insert into product_stats as p (
    day, product_id, currency, views, clicks, cart_adds, cart_removes, orders, units, revenue, product_name, named_at,
    category, category_at
)
select
    day, product_id, currency, views, clicks, cart_adds, cart_removes, orders, units, revenue, product_name, named_at,
    category, category_at
from unnest(
    ?::date[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
    ?::numeric[], ?::text[], ?::timestamptz[], ?::text[], ?::timestamptz[]
) as n (
    day, product_id, currency, views, clicks, cart_adds, cart_removes, orders, units, revenue, product_name, named_at,
    category, category_at
)
on conflict (day, product_id, currency) do update
set views = p.views + excluded.views,
    clicks = p.clicks + excluded.clicks,
    cart_adds = p.cart_adds + excluded.cart_adds,
    cart_removes = p.cart_removes + excluded.cart_removes,
    orders = p.orders + excluded.orders,
    units = p.units + excluded.units,
    revenue = p.revenue + excluded.revenue,
    product_name = case
        when excluded.named_at > p.named_at or p.named_at is null then excluded.product_name
        when excluded.named_at = p.named_at then greatest(excluded.product_name collate "C", p.product_name)
        else p.product_name
    end,
    named_at = greatest(excluded.named_at, p.named_at),
    category = case
        when excluded.category_at > p.category_at or p.category_at is null then excluded.category
        when excluded.category_at = p.category_at then greatest(excluded.category collate "C", p.category)
        else p.category
    end,
    category_at = greatest(excluded.category_at, p.category_at)
