-- Every derived table, computed afresh from events alone. A derived table and its view hold the same rows, whatever the order in which the
-- events came: tests compare them, and anybody can.

create schema if not exists recomputed;

drop view if exists recomputed.carts, recomputed.retention_weeks, recomputed.visitor_days, recomputed.order_days,
    recomputed.product_refund_days, recomputed.product_sales_days, recomputed.refund_lines, recomputed.order_origins,
    recomputed.session_days, recomputed.session_values, recomputed.product_stats, recomputed.revenue_minute, recomputed.metrics_minute, recomputed.refunds,
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
),
touched as (
    select t.name, t.derived, array_agg(t.category order by t.category collate "C") as categories
    from (
        select distinct n.name, n.derived, c.name as category
        from named as n
        cross join lateral categories_of(n.category, n.items) as c
    ) as t
    group by t.name, t.derived
),
visit as (
    select
        name,
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
        (array_agg(page_url order by event_time, event_id))[1] as landing_page,
        (array_agg(campaign order by event_time, event_id))[1] as sent_campaign
    from named
    group by name, derived
)
select
    v.name as session_id,
    v.visitor_id,
    v.derived,
    v.started_at,
    v.first_event_id,
    v.ended_at,
    v.events,
    v.page_views,
    v.product_views,
    v.cart_adds,
    v.cart_removes,
    v.checkouts,
    v.purchases,
    v.country,
    v.device_type,
    v.referrer,
    v.landing_page,
    o.source,
    o.medium,
    o.campaign,
    coalesce(t.categories, '{}') as categories
from visit as v
cross join lateral origin_of(v.sent_campaign, v.landing_page, v.referrer) as o
left join touched as t
    on t.name = v.name
    and t.derived = v.derived;

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
        nullif(category, '') as category,
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
    select
        e.event_time,
        item ->> 'product_id',
        e.currency,
        item ->> 'product_name',
        nullif(item ->> 'category', ''),
        0, 0, 0, 0, 0, 0, 0
    from events as e
    cross join lateral jsonb_array_elements(e.items) as item
    where item ->> 'product_id' is not null
    union all
    select o.ordered_at, i.product_id, o.currency, null, null, 0, 0, 0, 0, 1, sum(i.quantity), coalesce(sum(i.price * i.quantity), 0)
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
    max(t.at) filter (where t.product_name is not null) as named_at,
    (array_agg(t.category order by t.at desc, t.category collate "C" desc) filter (where t.category is not null))[1] as category,
    max(t.at) filter (where t.category is not null) as category_at
from touched as t
cross join zone
group by 1, 2, 3
having
    sum(t.views + t.clicks + t.cart_adds + t.cart_removes + t.orders) > 0
    or max(t.at) filter (where t.product_name is not null or t.category is not null) is not null;

create view recomputed.session_days as
select
    shop_day(s.started_at) as day,
    c.name as category,
    s.source,
    s.medium,
    s.campaign,
    coalesce(s.device_type, '') as device_type,
    coalesce(s.country, '') as country,
    count(*) as sessions,
    count(*) filter (where s.product_views + s.cart_adds + s.checkouts + s.purchases > 0) as sessions_with_product_view,
    count(*) filter (where s.cart_adds + s.checkouts + s.purchases > 0) as sessions_with_cart,
    count(*) filter (where s.checkouts + s.purchases > 0) as sessions_with_checkout,
    count(*) filter (where s.purchases > 0) as sessions_with_order,
    sum(s.events) as events,
    sum(s.page_views) as page_views
from recomputed.sessions as s
cross join lateral (select '' as name union all select unnest(s.categories)) as c
group by 1, 2, 3, 4, 5, 6, 7;

create view recomputed.session_values as
select s.visitor_id, s.started_at, d.dimension, d.value
from recomputed.sessions as s
cross join lateral (
    values
        ('', ''),
        ('source', s.source),
        ('medium', s.medium),
        ('campaign', s.campaign),
        ('device', coalesce(s.device_type, '')),
        ('country', coalesce(s.country, ''))
    union all
    select 'category', unnest(s.categories)
) as d (dimension, value);

create view recomputed.visitor_days as
select shop_day(started_at) as day, dimension, value, count(distinct visitor_id) as visitors
from recomputed.session_values
group by 1, 2, 3;

create view recomputed.retention_weeks as
select
    date_trunc('week', shop_day(f.first_seen_at))::date as cohort_week,
    date_trunc('week', shop_day(v.started_at))::date as week,
    v.dimension,
    v.value,
    count(distinct v.visitor_id) as visitors
from recomputed.session_values as v
join recomputed.visitors as f using (visitor_id)
group by 1, 2, 3, 4;

create view recomputed.order_origins as
select
    o.order_id,
    o.ordered_at,
    coalesce(s.source, '') as source,
    coalesce(s.medium, '') as medium,
    coalesce(s.campaign, '') as campaign,
    coalesce(s.device_type, '') as device_type,
    coalesce(s.country, '') as country
from recomputed.orders as o
left join recomputed.sessions as s
    on case
        when o.session_id is not null then not s.derived and s.session_id = o.session_id
        else s.derived and s.visitor_id = o.visitor_id and o.ordered_at between s.started_at and s.ended_at
    end;

create view recomputed.product_sales_days as
select
    shop_day(o.ordered_at) as day,
    i.product_id,
    coalesce(i.category, '') as category,
    o.currency,
    g.source,
    g.medium,
    g.campaign,
    g.device_type,
    g.country,
    max(i.product_name collate "C") as product_name,
    count(distinct o.order_id) as orders,
    sum(i.quantity) as units,
    coalesce(sum(i.price * i.quantity), 0) as revenue
from recomputed.order_items as i
join recomputed.orders as o using (order_id)
join recomputed.order_origins as g using (order_id)
where i.product_id is not null
group by 1, 2, 3, 4, 5, 6, 7, 8, 9;

create view recomputed.refund_lines as
with whole as (
    select distinct on (order_id) event_id, refunded_at, order_id
    from recomputed.refunds
    where amount is null
      and order_id is not null
    order by order_id, refunded_at, event_id
)
select
    r.event_id,
    r.refunded_at,
    r.order_id,
    r.currency,
    i ->> 'product_id' as product_id,
    coalesce(i ->> 'category', '') as category,
    coalesce((i ->> 'quantity')::integer, 1) as quantity,
    (i ->> 'price')::numeric as price
from recomputed.refunds as r
join events as e
    on e.event_id = r.event_id
    and e.event_time = r.refunded_at
cross join lateral jsonb_array_elements(e.items) as i
where r.amount is not null
union all
select w.event_id, w.refunded_at, w.order_id, o.currency, i.product_id, coalesce(i.category, ''), i.quantity, i.price
from whole as w
join recomputed.orders as o using (order_id)
join recomputed.order_items as i using (order_id);

create view recomputed.product_refund_days as
select
    shop_day(l.refunded_at) as day,
    l.product_id,
    l.category,
    l.currency,
    coalesce(g.source, '') as source,
    coalesce(g.medium, '') as medium,
    coalesce(g.campaign, '') as campaign,
    coalesce(g.device_type, '') as device_type,
    coalesce(g.country, '') as country,
    count(distinct (l.event_id, l.refunded_at)) as refund_events,
    sum(l.quantity) as units,
    coalesce(sum(l.price * l.quantity), 0) as amount
from recomputed.refund_lines as l
left join recomputed.order_origins as g using (order_id)
where l.product_id is not null
group by 1, 2, 3, 4, 5, 6, 7, 8, 9;

create view recomputed.order_days as
with whole as (
    select distinct on (order_id) event_id, refunded_at
    from recomputed.refunds
    where amount is null
      and order_id is not null
    order by order_id, refunded_at, event_id
),
sold as (
    select shop_day(o.ordered_at) as day, '' as category, o.order_id, o.currency, o.amount
    from recomputed.orders as o
    union all
    select shop_day(o.ordered_at), i.category, o.order_id, o.currency, sum(i.price * i.quantity)
    from recomputed.orders as o
    join recomputed.order_items as i using (order_id)
    where i.category <> ''
    group by o.ordered_at, i.category, o.order_id, o.currency
),
given_back as (
    select shop_day(r.refunded_at) as day, '' as category, r.order_id, r.currency, r.amount
    from recomputed.refunds as r
    where r.amount is not null
    union all
    select shop_day(r.refunded_at), '', o.order_id, o.currency, o.amount
    from recomputed.refunds as r
    join whole as w using (event_id, refunded_at)
    join recomputed.orders as o using (order_id)
    where o.amount is not null
    union all
    select shop_day(refunded_at), category, order_id, currency, coalesce(sum(price * quantity), 0)
    from recomputed.refund_lines
    where category <> ''
    group by event_id, refunded_at, category, order_id, currency
),
moved as (
    select
        day, category, order_id, currency, 1 as orders, (amount is null)::integer as orders_without_amount,
        coalesce(amount, 0) as gross_revenue, 0 as refund_events, 0::numeric as refunds
    from sold
    union all
    select day, category, order_id, currency, 0, 0, 0, 1, amount
    from given_back
)
select
    m.day,
    m.category,
    coalesce(g.source, '') as source,
    coalesce(g.medium, '') as medium,
    coalesce(g.campaign, '') as campaign,
    coalesce(g.device_type, '') as device_type,
    coalesce(g.country, '') as country,
    m.currency,
    sum(m.orders) as orders,
    sum(m.orders_without_amount) as orders_without_amount,
    sum(m.gross_revenue) as gross_revenue,
    sum(m.refund_events) as refund_events,
    sum(m.refunds) as refunds
from moved as m
left join recomputed.order_origins as g using (order_id)
group by 1, 2, 3, 4, 5, 6, 7, 8;

create view recomputed.carts as
with moved as (
    select
        s.session_id, e.currency, e.product_id, e.product_name, e.price, e.event_time, e.event_id,
        case e.event_type when 'add_to_cart' then coalesce(e.quantity, 1) else -coalesce(e.quantity, 1) end as quantity
    from recomputed.sessions as s
    join events as e
        on case
            when s.derived
                then e.session_id is null and e.visitor_id = s.visitor_id and e.event_time between s.started_at and s.ended_at
            else e.session_id = s.session_id
        end
    where s.cart_adds > 0
      and s.purchases = 0
      and e.event_type in ('add_to_cart', 'remove_from_cart')
),
product as (
    select
        session_id,
        currency,
        product_id,
        sum(quantity) as quantity,
        (array_agg(product_name order by event_time desc, event_id desc) filter (where product_name is not null))[1] as product_name,
        (array_agg(price order by event_time desc, event_id desc) filter (where price is not null))[1] as price,
        coalesce(sum(price * quantity), 0) as value
    from moved
    group by 1, 2, 3
),
cart as (
    select
        session_id,
        currency,
        sum(value) as value,
        coalesce(
            jsonb_agg(
                jsonb_build_object('product_id', product_id, 'product_name', product_name, 'quantity', quantity, 'price', price::text)
                order by product_id collate "C"
            ) filter (where quantity > 0),
            '[]'
        ) as items
    from product
    group by 1, 2
)
select
    s.session_id,
    c.currency,
    shop_day(s.started_at) as day,
    s.visitor_id,
    s.ended_at,
    s.events as session_events,
    case when s.checkouts > 0 then 'checkout' else 'cart' end as last_step,
    s.source,
    s.medium,
    s.campaign,
    coalesce(s.device_type, '') as device_type,
    coalesce(s.country, '') as country,
    s.categories,
    c.value,
    c.items
from recomputed.sessions as s
join cart as c using (session_id);
