-- The orders of these ids that are known.
select
    order_id, ordered_at, first_event_id, visitor_id, session_id, country, device_type, currency, amount, amount_from,
    decided_at, decided_by, tax, shipping, discount, coupon, items_at, items_by, purchase_events, conflicting
from orders
where order_id = any (?)
