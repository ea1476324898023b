-- The lines of orders whose lines are replaced.
delete from order_items
where order_id = any (?)
