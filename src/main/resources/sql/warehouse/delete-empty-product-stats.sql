-- Rows that say nothing: a correction of an order has taken all that was in them.
delete from product_stats as p
using unnest(?::date[], ?::text[], ?::text[]) as k (day, product_id, currency)
where p.day = k.day
    and p.product_id = k.product_id
    and p.currency = k.currency
    and p.views = 0
    and p.clicks = 0
    and p.cart_adds = 0
    and p.cart_removes = 0
    and p.orders = 0
    and p.named_at is null
    and p.category_at is null
