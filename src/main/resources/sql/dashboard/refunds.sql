-- Reads only. One row per currency with refunds or cancellations on the shop's day, by refunded_at. One without an amount is the
-- whole order, in the order's currency, and counts only if it is the first such of that order; an unknown amount counts nothing.
select r.currency, sum(r.amount) as refunds
from (
    select f.currency, f.amount
    from refunds f
    where f.refunded_at >= :#dayFrom and f.refunded_at < :#dayTo and f.amount is not null
    union all
    select o.currency, o.amount
    from refunds f
    join orders o on o.order_id = f.order_id
    where f.refunded_at >= :#dayFrom and f.refunded_at < :#dayTo and f.amount is null and o.amount is not null
      and not exists (
          select
          from refunds earlier
          where earlier.order_id = f.order_id and earlier.amount is null
            and (earlier.refunded_at, earlier.event_id) < (f.refunded_at, f.event_id)
      )
) r
group by r.currency
order by r.currency
