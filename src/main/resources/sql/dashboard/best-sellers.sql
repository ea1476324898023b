-- Reads only. The products of the shop's day that sold most units, at most as many rows as asked for.
select product_id, product_name, units, revenue, currency
from product_stats
where day = :#day and units > 0
order by units desc, revenue desc, product_id, currency
limit :#bestSellers
