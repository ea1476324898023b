-- Reads only. One session, or none.
select
    session_id, visitor_id, started_at, ended_at, events, page_views,
    session_reach(product_views, cart_adds, checkouts, purchases) as reach,
    source, device_type, country, landing_page
from sessions
where session_id = :#id
