-- One row a session, which is locked already.
update sessions as s
set visitor_id = n.visitor_id,
    started_at = n.started_at,
    first_event_id = n.first_event_id,
    ended_at = n.ended_at,
    events = n.events,
    page_views = n.page_views,
    product_views = n.product_views,
    cart_adds = n.cart_adds,
    cart_removes = n.cart_removes,
    checkouts = n.checkouts,
    purchases = n.purchases,
    country = n.country,
    device_type = n.device_type,
    referrer = n.referrer,
    landing_page = n.landing_page,
    source = n.source,
    medium = n.medium,
    campaign = n.campaign,
    categories = n.categories::text[]
from unnest(
    ?::text[], ?::text[], ?::boolean[], ?::timestamptz[], ?::uuid[], ?::timestamptz[], ?::integer[], ?::integer[], ?::integer[],
    ?::integer[], ?::integer[], ?::integer[], ?::integer[], ?::text[], ?::text[], ?::text[], ?::text[],
    ?::text[], ?::text[], ?::text[], ?::text[]
) as n (
    session_id, visitor_id, derived, started_at, first_event_id, ended_at, events, page_views, product_views,
    cart_adds, cart_removes, checkouts, purchases, country, device_type, referrer, landing_page,
    source, medium, campaign, categories
)
where s.session_id = n.session_id
