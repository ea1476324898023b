-- One row, locked: one instance at a time changes the shop.
select time_zone
from shop
for update
