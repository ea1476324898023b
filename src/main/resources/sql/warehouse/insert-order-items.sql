-- One row a line.
insert into order_items (order_id, line, product_id, product_name, category, brand, variant, price, quantity)
select order_id, line, product_id, product_name, category, brand, variant, price, quantity
from unnest(?::text[], ?::integer[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::numeric[], ?::integer[])
    as n (order_id, line, product_id, product_name, category, brand, variant, price, quantity)
