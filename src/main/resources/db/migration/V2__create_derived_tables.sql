-- What is derived from the events. Each table equals its recomputation from events, see R__recomputation.sql.

create table visitors (
    visitor_id text primary key,
    first_seen_at timestamptz not null
);

comment on table visitors is
    'One row is one visitor. Written by the store stage; first_seen_at moves back when an earlier event arrives late.';

create table sessions (
    session_id text primary key,
    visitor_id text not null,
    derived boolean not null,
    started_at timestamptz not null,
    first_event_id uuid not null,
    ended_at timestamptz not null,
    events integer not null,
    page_views integer not null,
    product_views integer not null,
    cart_adds integer not null,
    cart_removes integer not null,
    checkouts integer not null,
    purchases integer not null,
    country text,
    device_type text,
    referrer text,
    landing_page text,
    constraint a_session_has_events check (events > 0),
    constraint a_session_ends_after_it_starts check (started_at <= ended_at)
) with (fillfactor = 80);

create index sessions_derived_by_visitor on sessions (visitor_id, started_at) where derived;
create index sessions_by_end on sessions using brin (ended_at) with (pages_per_range = 16, autosummarize = on);

comment on table sessions is
    'One row is one visit: the sender''s session_id, or, where the sender gives none, the events of one visitor without 30 idle minutes between them (derived). Written by the store stage, updated as events arrive.';
comment on column sessions.visitor_id is 'of the first event; country, device_type, referrer and landing_page too';
comment on column sessions.checkouts is 'events of type checkout_start, checkout_step and payment_info';

create table orders (
    order_id text primary key,
    ordered_at timestamptz not null,
    first_event_id uuid not null,
    visitor_id text not null,
    session_id text,
    country text,
    device_type text,
    currency text not null,
    amount numeric,
    amount_from text not null,
    decided_at timestamptz not null,
    decided_by uuid not null,
    tax numeric,
    shipping numeric,
    discount numeric,
    coupon text,
    items_at timestamptz,
    items_by uuid,
    purchase_events integer not null,
    conflicting boolean not null,
    constraint amount_from_is_known check (amount_from in ('stated', 'items', 'unknown')),
    constraint an_unknown_amount_is_null check ((amount is null) = (amount_from = 'unknown'))
) with (fillfactor = 90);

create index orders_by_time on orders (ordered_at);

comment on table orders is
    'One row is one order_id, however often it was sent. Written by the store stage; corrected when an event that is earlier in event time arrives.';
comment on column orders.ordered_at is 'event_time of the first purchase event';
comment on column orders.amount is 'the first amount in event time that is stated, else price × quantity of its items, else null';
comment on column orders.decided_by is 'event_id of the purchase event that gives amount, currency, tax, shipping, discount and coupon';
comment on column orders.items_by is 'event_id of the purchase event that gives the items: the first in event time that has any';
comment on column orders.conflicting is 'true when another purchase event states another amount or currency';

create table order_items (
    order_id text not null references orders,
    line integer not null,
    product_id text,
    product_name text,
    category text,
    brand text,
    variant text,
    price numeric,
    quantity integer not null,
    primary key (order_id, line)
);

comment on table order_items is 'One row is one line of an order, in the order''s currency. Replaced as a whole when orders.items_by changes.';

create table refunds (
    event_id uuid not null,
    kind text not null,
    refunded_at timestamptz not null,
    order_id text,
    visitor_id text not null,
    currency text not null,
    amount numeric,
    primary key (event_id, refunded_at),
    constraint kind_is_known check (kind in ('refund', 'order_cancel'))
);

create index refunds_by_time on refunds (refunded_at);
create index refunds_by_order on refunds (order_id);

comment on table refunds is 'One row is one refund or cancellation event. Written by the store stage, never updated.';
comment on column refunds.amount is 'as stated, else price × quantity of its items; null: the whole order, see refund_amounts';

create table metrics_minute (
    minute timestamptz primary key,
    events bigint not null,
    page_views bigint not null,
    product_views bigint not null,
    cart_adds bigint not null,
    checkouts bigint not null,
    purchase_events bigint not null,
    sessions bigint not null,
    sessions_with_product_view bigint not null,
    sessions_with_cart bigint not null,
    sessions_with_checkout bigint not null,
    sessions_with_order bigint not null
) with (fillfactor = 50);

comment on table metrics_minute is
    'One row is one minute of event time. Written by the store stage; a late event corrects its own minute. A session counts in the minute in which it starts.';

create table revenue_minute (
    minute timestamptz not null,
    currency text not null,
    orders bigint not null,
    orders_without_amount bigint not null,
    gross_revenue numeric not null,
    primary key (minute, currency)
) with (fillfactor = 50);

comment on table revenue_minute is
    'One row is the orders of one minute in one currency, by orders.ordered_at. Written by the store stage.';

create table product_stats (
    day date not null,
    product_id text not null,
    currency text not null,
    views bigint not null,
    clicks bigint not null,
    cart_adds bigint not null,
    cart_removes bigint not null,
    orders bigint not null,
    units bigint not null,
    revenue numeric not null,
    product_name text,
    named_at timestamptz,
    primary key (day, product_id, currency)
) with (fillfactor = 70);

comment on table product_stats is
    'One row is one product on one day of the shop''s time zone, in one currency. Written by the store stage. Orders, units and revenue count on the day of orders.ordered_at.';
comment on column product_stats.revenue is 'sum of price × quantity of the order lines';
comment on column product_stats.product_name is 'the last name in event time that an event of that day gives';
