-- Writes the orders as they now are, in key order. Their ids are locked already.
insert into orders (
    order_id, ordered_at, first_event_id, visitor_id, session_id, country, device_type, currency, amount, amount_from,
    decided_at, decided_by, tax, shipping, discount, coupon, items_at, items_by, purchase_events, conflicting
)
select
    order_id, ordered_at, first_event_id, visitor_id, session_id, country, device_type, currency, amount, amount_from,
    decided_at, decided_by, tax, shipping, discount, coupon, items_at, items_by, purchase_events, conflicting
from unnest(
    ?::text[], ?::timestamptz[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::numeric[], ?::text[],
    ?::timestamptz[], ?::uuid[], ?::numeric[], ?::numeric[], ?::numeric[], ?::text[], ?::timestamptz[], ?::uuid[], ?::integer[], ?::boolean[]
) as n (
    order_id, ordered_at, first_event_id, visitor_id, session_id, country, device_type, currency, amount, amount_from,
    decided_at, decided_by, tax, shipping, discount, coupon, items_at, items_by, purchase_events, conflicting
)
on conflict (order_id) do update
set ordered_at = excluded.ordered_at,
    first_event_id = excluded.first_event_id,
    visitor_id = excluded.visitor_id,
    session_id = excluded.session_id,
    country = excluded.country,
    device_type = excluded.device_type,
    currency = excluded.currency,
    amount = excluded.amount,
    amount_from = excluded.amount_from,
    decided_at = excluded.decided_at,
    decided_by = excluded.decided_by,
    tax = excluded.tax,
    shipping = excluded.shipping,
    discount = excluded.discount,
    coupon = excluded.coupon,
    items_at = excluded.items_at,
    items_by = excluded.items_by,
    purchase_events = excluded.purchase_events,
    conflicting = excluded.conflicting
