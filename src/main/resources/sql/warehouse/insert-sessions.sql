-- Derived sessions that are new.
insert into sessions (
    session_id, visitor_id, derived, started_at, first_event_id, ended_at, events, page_views, product_views,
    cart_adds, cart_removes, checkouts, purchases, country, device_type, referrer, landing_page,
    source, medium, campaign, categories
)
select
    session_id, visitor_id, derived, started_at, first_event_id, ended_at, events, page_views, product_views,
    cart_adds, cart_removes, checkouts, purchases, country, device_type, referrer, landing_page,
    source, medium, campaign, categories::text[]
from unnest(
    ?::text[], ?::text[], ?::boolean[], ?::timestamptz[], ?::uuid[], ?::timestamptz[], ?::integer[], ?::integer[], ?::integer[],
    ?::integer[], ?::integer[], ?::integer[], ?::integer[], ?::text[], ?::text[], ?::text[], ?::text[],
    ?::text[], ?::text[], ?::text[], ?::text[]
) as n (
    session_id, visitor_id, derived, started_at, first_event_id, ended_at, events, page_views, product_views,
    cart_adds, cart_removes, checkouts, purchases, country, device_type, referrer, landing_page,
    source, medium, campaign, categories
)
