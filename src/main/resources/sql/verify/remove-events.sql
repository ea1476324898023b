-- Idempotent, one row: how many events of verify are taken out, with everything that is derived from them. They are the visitors
-- "caravan-verify-…" of 2000-01-02 that name no session, order or product but verify's own: what a stranger sends under such a visitor
-- stays, and the order that it names. Visitors, sessions, orders and products are theirs alone, minutes may be shared and are reduced.
with gone as (
    delete from events
    where event_time >= timestamptz '2000-01-02 00:00+00'
        and event_time < timestamptz '2000-01-03 00:00+00'
        and visitor_id like 'caravan-verify-%'
        and coalesce(session_id, 'caravan-verify-') like 'caravan-verify-%'
        and coalesce(order_id, 'caravan-verify-') like 'caravan-verify-%'
        and coalesce(product_id, 'caravan-verify-') like 'caravan-verify-%'
        and not coalesce(jsonb_path_exists(items, '$[*].product_id ? (!(@ starts with "caravan-verify-"))'), false)
    returning event_id, event_time, event_type, visitor_id, session_id, order_id, kafka_partition
),
gone_visitors as (
    delete from visitors
    where visitor_id in (select visitor_id from gone)
),
gone_sessions as (
    delete from sessions
    where session_id in (
        select session_id
        from gone
        where session_id is not null
        union
        select s.session_id
        from gone as g
        join sessions as s on s.derived and s.visitor_id = g.visitor_id
    )
    returning started_at, product_views, cart_adds, checkouts, purchases
),
gone_items as (
    delete from order_items
    where order_id in (select order_id from gone where event_type = 'purchase')
),
gone_orders as (
    delete from orders
    where order_id in (select order_id from gone where event_type = 'purchase')
    returning ordered_at, currency, amount
),
gone_products as (
    delete from product_stats
    where day between date '2000-01-01' and date '2000-01-03'
        and product_id like 'caravan-verify-%'
),
by_currency as (
    select
        date_trunc('minute', ordered_at) as minute,
        currency,
        count(*) as orders,
        count(*) filter (where amount is null) as orders_without_amount,
        coalesce(sum(amount), 0) as gross_revenue
    from gone_orders
    group by 1, 2
),
empty_revenue as (
    delete from revenue_minute as m
    using by_currency as n
    where m.minute = n.minute
        and m.currency = n.currency
        and m.orders <= n.orders
),
less_revenue as (
    update revenue_minute as m
    set orders = m.orders - n.orders,
        orders_without_amount = m.orders_without_amount - n.orders_without_amount,
        gross_revenue = m.gross_revenue - n.gross_revenue
    from by_currency as n
    where m.minute = n.minute
        and m.currency = n.currency
        and m.orders > n.orders
),
by_event as (
    select
        date_trunc('minute', event_time) as minute,
        count(*) as events,
        count(*) filter (where event_type = 'page_view') as page_views,
        count(*) filter (where event_type = 'product_view') as product_views,
        count(*) filter (where event_type = 'add_to_cart') as cart_adds,
        count(*) filter (where event_type in ('checkout_start', 'checkout_step', 'payment_info')) as checkouts,
        count(*) filter (where event_type = 'purchase') as purchase_events
    from gone
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
    from gone_sessions
    group by 1
),
empty_minutes as (
    delete from metrics_minute as m
    using by_event as n
    where m.minute = n.minute
        and m.events <= n.events
),
less_minutes as (
    update metrics_minute as m
    set events = m.events - n.events,
        page_views = m.page_views - n.page_views,
        product_views = m.product_views - n.product_views,
        cart_adds = m.cart_adds - n.cart_adds,
        checkouts = m.checkouts - n.checkouts,
        purchase_events = m.purchase_events - n.purchase_events,
        sessions = m.sessions - coalesce(s.sessions, 0),
        sessions_with_product_view = m.sessions_with_product_view - coalesce(s.sessions_with_product_view, 0),
        sessions_with_cart = m.sessions_with_cart - coalesce(s.sessions_with_cart, 0),
        sessions_with_checkout = m.sessions_with_checkout - coalesce(s.sessions_with_checkout, 0),
        sessions_with_order = m.sessions_with_order - coalesce(s.sessions_with_order, 0)
    from by_event as n
    left join by_session as s using (minute)
    where m.minute = n.minute
        and m.events > n.events
),
home as (
    select distinct on (partition) topic_id, partition
    from stream_offsets
    where topic = ?
    order by partition, updated_at desc
),
by_partition as (
    select home.topic_id, home.partition, count(*) as events
    from gone
    join home on home.partition = gone.kafka_partition
    group by home.topic_id, home.partition
),
fewer_stored as (
    update stream_offsets as o
    set stored = o.stored - n.events,
        gaps = o.gaps + n.events
    from by_partition as n
    where o.topic_id = n.topic_id
        and o.partition = n.partition
)
select count(*) as removed
from gone
