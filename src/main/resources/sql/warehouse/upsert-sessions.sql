-- Folds the new part of each session into what is stored, in key order. Returns, before and now, the sessions whose place in the minute
-- metrics has changed: what is new, starts in another minute or counts as something else.
with written as (
    insert into sessions as s (
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
    on conflict (session_id) do update
    set visitor_id = case when (excluded.started_at, excluded.first_event_id) < (s.started_at, s.first_event_id) then excluded.visitor_id else s.visitor_id end,
        country = case when (excluded.started_at, excluded.first_event_id) < (s.started_at, s.first_event_id) then excluded.country else s.country end,
        device_type = case when (excluded.started_at, excluded.first_event_id) < (s.started_at, s.first_event_id) then excluded.device_type else s.device_type end,
        referrer = case when (excluded.started_at, excluded.first_event_id) < (s.started_at, s.first_event_id) then excluded.referrer else s.referrer end,
        landing_page = case when (excluded.started_at, excluded.first_event_id) < (s.started_at, s.first_event_id) then excluded.landing_page else s.landing_page end,
        source = case when (excluded.started_at, excluded.first_event_id) < (s.started_at, s.first_event_id) then excluded.source else s.source end,
        medium = case when (excluded.started_at, excluded.first_event_id) < (s.started_at, s.first_event_id) then excluded.medium else s.medium end,
        campaign = case when (excluded.started_at, excluded.first_event_id) < (s.started_at, s.first_event_id) then excluded.campaign else s.campaign end,
        first_event_id = case when (excluded.started_at, excluded.first_event_id) < (s.started_at, s.first_event_id) then excluded.first_event_id else s.first_event_id end,
        started_at = least(s.started_at, excluded.started_at),
        ended_at = greatest(s.ended_at, excluded.ended_at),
        events = s.events + excluded.events,
        page_views = s.page_views + excluded.page_views,
        product_views = s.product_views + excluded.product_views,
        cart_adds = s.cart_adds + excluded.cart_adds,
        cart_removes = s.cart_removes + excluded.cart_removes,
        checkouts = s.checkouts + excluded.checkouts,
        purchases = s.purchases + excluded.purchases,
        categories = case
            when s.categories @> excluded.categories then s.categories
            else array(select distinct name collate "C" from unnest(s.categories || excluded.categories) as touched (name) order by 1)
        end
    returning
        old.started_at as was_started_at,
        session_reach(old.product_views, old.cart_adds, old.checkouts, old.purchases) as was_reach,
        new.started_at,
        session_reach(new.product_views, new.cart_adds, new.checkouts, new.purchases) as reach
)
select was_started_at, was_reach, started_at, reach
from written
where was_started_at is null
    or was_reach <> reach
    or date_trunc('minute', was_started_at) <> date_trunc('minute', started_at)
