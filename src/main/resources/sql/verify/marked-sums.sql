-- Reads only. One row: what is derived from the events of one batch of verify.
select
    (select count(*) from visitors where visitor_id = any (?)) as visitors,
    count(*) as sessions_with_order,
    coalesce(sum(o.orders), 0)::bigint as orders,
    coalesce(sum(o.amount), 0) as amount
from sessions as s
cross join lateral (
    select count(*) as orders, sum(amount) as amount
    from orders
    where order_id = s.session_id
) as o
where s.session_id = any (?)
    and s.purchases = 1
