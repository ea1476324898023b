-- One transaction at a time works on an order, new ones included. Locks are taken in one order and end with the transaction.
select pg_advisory_xact_lock(k.lock)
from (
    select distinct hashtextextended(order_id, 0) as lock
    from unnest(?::text[]) as o (order_id)
    order by lock
) as k
