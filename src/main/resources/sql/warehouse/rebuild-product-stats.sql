-- Makes product_stats anew, by the days of the time zone that now stands in shop. Writers wait meanwhile.
lock table product_stats in exclusive mode;

delete from product_stats;

insert into product_stats (
    day, product_id, currency, views, clicks, cart_adds, cart_removes, orders, units, revenue, product_name, named_at,
    category, category_at
)
select
    day, product_id, currency, views, clicks, cart_adds, cart_removes, orders, units, revenue, product_name, named_at,
    category, category_at
from recomputed.product_stats
