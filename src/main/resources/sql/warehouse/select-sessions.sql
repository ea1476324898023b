-- Locks the sessions of these ids, in order.
select
    session_id, visitor_id, derived, started_at, first_event_id, ended_at, events, page_views, product_views,
    cart_adds, cart_removes, checkouts, purchases, country, device_type, referrer, landing_page
from sessions
where session_id = any (?)
order by session_id
for update
