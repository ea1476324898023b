-- Idempotent: one row an event.
insert into refunds (event_id, kind, refunded_at, order_id, visitor_id, currency, amount)
select event_id, kind, refunded_at, order_id, visitor_id, currency, amount
from unnest(?::uuid[], ?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::numeric[])
    as n (event_id, kind, refunded_at, order_id, visitor_id, currency, amount)
on conflict do nothing
