-- The derived sessions of each visitor that touch a span of time. The visitors' rows are locked already.
select
    s.session_id, s.visitor_id, s.derived, s.started_at, s.first_event_id, s.ended_at, s.events, s.page_views, s.product_views,
    s.cart_adds, s.cart_removes, s.checkouts, s.purchases, s.country, s.device_type, s.referrer, s.landing_page,
    s.source, s.medium, s.campaign, s.categories
from unnest(?::text[], ?::timestamptz[], ?::timestamptz[]) as v (visitor_id, since, until)
join sessions as s
    on s.derived
    and s.visitor_id = v.visitor_id
    and s.started_at <= v.until
    and s.ended_at >= v.since
