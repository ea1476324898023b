-- The lines of these orders, in their order.
select order_id, product_id, product_name, category, brand, variant, price, quantity
from order_items
where order_id = any (?)
order by order_id, line
