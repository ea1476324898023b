-- Adds the changes of one batch, in key order.
insert into metrics_minute as m (
    minute, events, page_views, product_views, cart_adds, checkouts, purchase_events,
    sessions, sessions_with_product_view, sessions_with_cart, sessions_with_checkout, sessions_with_order
)
select
    minute, events, page_views, product_views, cart_adds, checkouts, purchase_events,
    sessions, sessions_with_product_view, sessions_with_cart, sessions_with_checkout, sessions_with_order
from unnest(
    ?::timestamptz[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
    ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[]
) as n (
    minute, events, page_views, product_views, cart_adds, checkouts, purchase_events,
    sessions, sessions_with_product_view, sessions_with_cart, sessions_with_checkout, sessions_with_order
)
on conflict (minute) do update
set events = m.events + excluded.events,
    page_views = m.page_views + excluded.page_views,
    product_views = m.product_views + excluded.product_views,
    cart_adds = m.cart_adds + excluded.cart_adds,
    checkouts = m.checkouts + excluded.checkouts,
    purchase_events = m.purchase_events + excluded.purchase_events,
    sessions = m.sessions + excluded.sessions,
    sessions_with_product_view = m.sessions_with_product_view + excluded.sessions_with_product_view,
    sessions_with_cart = m.sessions_with_cart + excluded.sessions_with_cart,
    sessions_with_checkout = m.sessions_with_checkout + excluded.sessions_with_checkout,
    sessions_with_order = m.sessions_with_order + excluded.sessions_with_order
