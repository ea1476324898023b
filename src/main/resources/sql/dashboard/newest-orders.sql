-- Reads only. The orders with the latest ordered_at, newest first, at most as many rows as asked for; read from the index in order.
select o.order_id, o.ordered_at, o.amount, o.currency, o.country, i.items, i.product
from (
    select order_id, ordered_at, amount, currency, country
    from orders
    where ordered_at <= :#visitorsTo
    order by ordered_at desc
    limit :#newestOrders
) o
cross join lateral (
    select
        coalesce(sum(quantity), 0)::bigint as items,
        (array_agg(coalesce(product_name, product_id) order by line))[1] as product
    from order_items
    where order_id = o.order_id
) i
order by o.ordered_at desc, o.order_id
