-- Every derived table, computed afresh from events alone. A derived table and its view hold the same rows, whatever the order in which the
-- events came: tests compare them, and anybody can.

create schema if not exists recomputed;

drop view if exists recomputed.product_stats, recomputed.revenue_minute, recomputed.metrics_minute, recomputed.refunds,
    recomputed.order_items, recomputed.orders, recomputed.sessions, recomputed.visitors, recomputed.purchases;

create view recomputed.visitors as
select visitor_id, min(event_time) as first_seen_at
from events
group by visitor_id;

create view recomputed.sessions as
with keyless as (
    select
        e.*,
        case
            when event_time - lag(event_time) over (partition by visitor_id order by event_time, event_id) < interval '30 minutes' then 0
            else 1
        end as begins
    from events as e
    where session_id is null
),
island as (
    select k.*, sum(begins) over (partition by visitor_id order by event_time, event_id) as number
    from keyless as k
),
named as (
    select e.*, e.session_id as name, false as derived
    from (select *, 0 as begins, 0::bigint as number from events where session_id is not null) as e
    union all
    select
        i.*,
        md5(
            visitor_id || '@'
            || (extract(epoch from min(event_time) over (partition by visitor_id, number)) * 1000000)::bigint
        ) as name,
        true as derived
    from island as i
)
select
    name as session_id,
    (array_agg(visitor_id order by event_time, event_id))[1] as visitor_id,
    derived,
    min(event_time) as started_at,
    (array_agg(event_id order by event_time, event_id))[1] as first_event_id,
    max(event_time) as ended_at,
    count(*)::integer as events,
    (count(*) filter (where event_type = 'page_view'))::integer as page_views,
    (count(*) filter (where event_type = 'product_view'))::integer as product_views,
    (count(*) filter (where event_type = 'add_to_cart'))::integer as cart_adds,
    (count(*) filter (where event_type = 'remove_from_cart'))::integer as cart_removes,
    (count(*) filter (where event_type in ('checkout_start', 'checkout_step', 'payment_info')))::integer as checkouts,
    (count(*) filter (where event_type = 'purchase'))::integer as purchases,
    (array_agg(country order by event_time, event_id))[1] as country,
    (array_agg(device_type order by event_time, event_id))[1] as device_type,
    (array_agg(referrer order by event_time, event_id))[1] as referrer,
    (array_agg(page_url order by event_time, event_id))[1] as landing_page
from named
group by name, derived;

create view recomputed.purchases as
select
    e.*,
    i.items_amount,
    case
        when e.revenue is not null then 'stated'
        when i.items_amount is not null then 'items'
        else 'unknown'
    end as amount_from
from events as e
left join lateral (
    select
        case
            when bool_and(item ->> 'price' is not null)
                then sum((item ->> 'price')::numeric * coalesce((item ->> 'quantity')::integer, 1))
        end as items_amount
    from jsonb_array_elements(e.items) as item
) as i on true
where e.event_type = 'purchase';

create view recomputed.orders as
with first as (
    select distinct on (order_id) *
    from recomputed.purchases
    order by order_id, event_time, event_id
),
decision as (
    select distinct on (order_id) *
    from recomputed.purchases
    order by order_id, array_position(array['stated', 'items', 'unknown'], amount_from), event_time, event_id
),
lines as (
    select distinct on (order_id) *
    from recomputed.purchases
    where items is not null
    order by order_id, event_time, event_id
),
sent as (
    select
        order_id,
        count(*)::integer as purchase_events,
        count(distinct (trim_scale(revenue), currency)) filter (where revenue is not null) > 1 as conflicting
    from recomputed.purchases
    group by order_id
)
select
    f.order_id,
    f.event_time as ordered_at,
    f.event_id as first_event_id,
    f.visitor_id,
    f.session_id,
    f.country,
    f.device_type,
    d.currency,
    coalesce(d.revenue, d.items_amount) as amount,
    d.amount_from,
    d.event_time as decided_at,
    d.event_id as decided_by,
    d.tax,
    d.shipping,
    d.discount,
    d.coupon,
    l.event_time as items_at,
    l.event_id as items_by,
    s.purchase_events,
    s.conflicting
from first as f
join decision as d using (order_id)
join sent as s using (order_id)
left join lines as l using (order_id);

create view recomputed.order_items as
select
    o.order_id,
    i.line::integer as line,
    i.item ->> 'product_id' as product_id,
    i.item ->> 'product_name' as product_name,
    i.item ->> 'category' as category,
    i.item ->> 'brand' as brand,
    i.item ->> 'variant' as variant,
    (i.item ->> 'price')::numeric as price,
    coalesce((i.item ->> 'quantity')::integer, 1) as quantity
from recomputed.orders as o
join events as e
    on e.event_id = o.items_by
    and e.event_time = o.items_at
cross join lateral jsonb_array_elements(e.items) with ordinality as i (item, line);

create view recomputed.refunds as
select
    e.event_id,
    e.event_type as kind,
    e.event_time as refunded_at,
    e.order_id,
    e.visitor_id,
    e.currency,
    coalesce(e.revenue, i.items_amount) as amount
from events as e
left join lateral (
    select
        case
            when bool_and(item ->> 'price' is not null)
                then sum((item ->> 'price')::numeric * coalesce((item ->> 'quantity')::integer, 1))
        end as items_amount
    from jsonb_array_elements(e.items) as item
) as i on true
where e.event_type in ('refund', 'order_cancel');

create view recomputed.metrics_minute as
with by_event as (
    select
        date_trunc('minute', event_time) as minute,
        count(*) as events,
        count(*) filter (where event_type = 'page_view') as page_views,
        count(*) filter (where event_type = 'product_view') as product_views,
        count(*) filter (where event_type = 'add_to_cart') as cart_adds,
        count(*) filter (where event_type in ('checkout_start', 'checkout_step', 'payment_info')) as checkouts,
        count(*) filter (where event_type = 'purchase') as purchase_events
    from events
    group by 1
),
by_session as (
    select
        date_trunc('minute', started_at) as minute,
        count(*) as sessions,
        count(*) filter (where product_views + cart_adds + checkouts + purchases > 0) as sessions_with_product_view,
        count(*) filter (where cart_adds + checkouts + purchases > 0) as sessions_with_cart,
        count(*) filter (where checkouts + purchases > 0) as sessions_with_checkout,
        count(*) filter (where purchases > 0) as sessions_with_order
    from recomputed.sessions
    group by 1
)
select
    e.minute,
    e.events,
    e.page_views,
    e.product_views,
    e.cart_adds,
    e.checkouts,
    e.purchase_events,
    coalesce(s.sessions, 0) as sessions,
    coalesce(s.sessions_with_product_view, 0) as sessions_with_product_view,
    coalesce(s.sessions_with_cart, 0) as sessions_with_cart,
    coalesce(s.sessions_with_checkout, 0) as sessions_with_checkout,
    coalesce(s.sessions_with_order, 0) as sessions_with_order
from by_event as e
left join by_session as s using (minute);

create view recomputed.revenue_minute as
select
    date_trunc('minute', ordered_at) as minute,
    currency,
    count(*) as orders,
    count(*) filter (where amount is null) as orders_without_amount,
    coalesce(sum(amount), 0) as gross_revenue
from recomputed.orders
group by 1, 2;

create view recomputed.product_stats as
with zone as (
    select case when time_zone = '' then 'UTC' else time_zone end as name
    from shop
),
touched as (
    select
        event_time as at,
        product_id,
        currency,
        product_name,
        (event_type = 'product_view')::integer as views,
        (event_type = 'product_click')::integer as clicks,
        (event_type = 'add_to_cart')::integer as cart_adds,
        (event_type = 'remove_from_cart')::integer as cart_removes,
        0 as orders,
        0 as units,
        0::numeric as revenue
    from events
    where product_id is not null
    union all
    select e.event_time, item ->> 'product_id', e.currency, item ->> 'product_name', 0, 0, 0, 0, 0, 0, 0
    from events as e
    cross join lateral jsonb_array_elements(e.items) as item
    where item ->> 'product_id' is not null
    union all
    select o.ordered_at, i.product_id, o.currency, null, 0, 0, 0, 0, 1, sum(i.quantity), coalesce(sum(i.price * i.quantity), 0)
    from recomputed.orders as o
    join recomputed.order_items as i using (order_id)
    where i.product_id is not null
    group by o.order_id, o.ordered_at, i.product_id, o.currency
)
select
    (t.at at time zone zone.name)::date as day,
    t.product_id,
    t.currency,
    sum(t.views)::bigint as views,
    sum(t.clicks)::bigint as clicks,
    sum(t.cart_adds)::bigint as cart_adds,
    sum(t.cart_removes)::bigint as cart_removes,
    sum(t.orders)::bigint as orders,
    sum(t.units)::bigint as units,
    sum(t.revenue) as revenue,
    (array_agg(t.product_name order by t.at desc, t.product_name collate "C" desc) filter (where t.product_name is not null))[1]
        as product_name,
    max(t.at) filter (where t.product_name is not null) as named_at
from touched as t
cross join zone
group by 1, 2, 3
having
    sum(t.views + t.clicks + t.cart_adds + t.cart_removes + t.orders) > 0
    or max(t.at) filter (where t.product_name is not null) is not null;
