-- A small shop in Berlin on 2026-11-22, seen at 20:51:02.123 UTC. Its day is 21st 23:00 to 22nd 23:00 UTC.
insert into metrics_minute (
    minute, events, page_views, product_views, cart_adds, checkouts, purchase_events, sessions, sessions_with_product_view,
    sessions_with_cart, sessions_with_checkout, sessions_with_order
) values
    ('2026-11-20T22:00:00Z', 3000, 0, 0, 0, 0, 0, 300, 0, 0, 0, 0),
    ('2026-11-20T23:00:00Z', 30, 0, 0, 0, 0, 0, 6, 3, 2, 1, 1),
    ('2026-11-21T20:51:00Z', 4, 0, 0, 0, 0, 0, 2, 1, 0, 0, 1),
    ('2026-11-21T20:52:00Z', 400, 0, 0, 0, 0, 0, 40, 1, 0, 0, 9),
    ('2026-11-21T22:59:00Z', 1000, 0, 0, 0, 0, 0, 100, 90, 80, 70, 60),
    ('2026-11-21T23:00:00Z', 10, 0, 0, 0, 0, 0, 4, 3, 2, 1, 1),
    ('2026-11-22T20:50:00Z', 7, 0, 0, 0, 0, 0, 2, 1, 0, 0, 0),
    ('2026-11-22T23:00:00Z', 500, 0, 0, 0, 0, 0, 50, 40, 30, 20, 10);

insert into revenue_minute (minute, currency, orders, orders_without_amount, gross_revenue) values
    ('2026-11-20T22:00:00Z', 'EUR', 9, 0, 900),
    ('2026-11-21T10:00:00Z', 'EUR', 3, 1, 80.5),
    ('2026-11-21T11:00:00Z', 'USD', 5, 0, 500),
    ('2026-11-21T20:52:00Z', 'EUR', 9, 0, 900),
    ('2026-11-21T22:59:00Z', 'EUR', 9, 0, 900),
    ('2026-11-21T23:00:00Z', 'EUR', 3, 1, 100.05),
    ('2026-11-22T19:52:00Z', 'USD', 1, 0, 20),
    ('2026-11-22T20:50:00Z', 'EUR', 1, 0, 49.9);

insert into orders (
    order_id, ordered_at, first_event_id, visitor_id, currency, amount, amount_from, decided_at, decided_by, purchase_events,
    conflicting
)
select o.id, '2026-11-20T12:00:00Z', gen_random_uuid(), 'v', o.currency, o.amount, o.amount_from, '2026-11-20T12:00:00Z',
    gen_random_uuid(), 1, false
from (values ('o1', 'EUR', 49.9, 'stated'), ('o2', 'USD', null, 'unknown'), ('o3', 'EUR', 33, 'stated'))
    as o (id, currency, amount, amount_from);

insert into order_items (order_id, line, product_id, product_name, quantity) values
    ('o3', 1, 'P-7', null, 2),
    ('o3', 2, 'P-1', 'Trail Shoe', 1);

-- counted: 10.5 as stated and 49.9 for the whole of o1, once; and 5 in a currency without orders
insert into refunds (event_id, kind, refunded_at, order_id, visitor_id, currency, amount) values
    (gen_random_uuid(), 'refund', '2026-11-22T12:00:00Z', 'o3', 'v', 'EUR', 10.5),
    (gen_random_uuid(), 'order_cancel', '2026-11-22T13:00:00Z', 'o1', 'v', 'EUR', null),
    (gen_random_uuid(), 'refund', '2026-11-22T14:00:00Z', 'o1', 'v', 'EUR', null),
    (gen_random_uuid(), 'refund', '2026-11-22T14:00:00Z', 'never seen', 'v', 'EUR', null),
    (gen_random_uuid(), 'refund', '2026-11-22T15:00:00Z', null, 'v', 'GBP', 5),
    (gen_random_uuid(), 'refund', '2026-11-21T22:00:00Z', null, 'v', 'EUR', 1000),
    (gen_random_uuid(), 'refund', '2026-11-22T15:00:00Z', 'o2', 'v', 'USD', null),
    (gen_random_uuid(), 'refund', '2026-11-21T12:00:00Z', 'o3', 'v', 'EUR', null),
    (gen_random_uuid(), 'refund', '2026-11-22T16:00:00Z', 'o3', 'v', 'EUR', null);

-- here now: v1 (twice), v2 at the very edge, v4 whose clock is half a minute fast; s7 is over
insert into sessions (
    session_id, visitor_id, derived, started_at, first_event_id, ended_at, events, page_views, product_views, cart_adds,
    cart_removes, checkouts, purchases, country
)
select s.id, s.visitor, false, '2026-11-22T20:00:00Z', gen_random_uuid(), s.ended::timestamptz, 1, 0, 0, s.cart_adds, 0, s.checkouts,
    s.purchases, s.country
from (values
    ('s1', 'v1', '2026-11-22T20:50:00Z', 2, 1, 0, 'DE'),
    ('s2', 'v1', '2026-11-22T20:49:00Z', 1, 1, 1, 'DE'),
    ('s3', 'v2', '2026-11-22T20:46:02.123Z', 0, 0, 0, 'DE'),
    ('s4', 'v3', '2026-11-22T20:46:02.122Z', 1, 0, 0, 'FR'),
    ('s5', 'v4', '2026-11-22T20:51:32Z', 0, 0, 0, null),
    ('s6', 'v5', '2026-11-22T21:30:00Z', 1, 1, 1, 'FR'),
    ('s7', 'v6', '2026-11-22T20:41:02.122Z', 1, 1, 0, 'FR')
) as s (id, visitor, ended, cart_adds, checkouts, purchases, country);

insert into product_stats (
    day, product_id, currency, views, clicks, cart_adds, cart_removes, orders, units, revenue, product_name
) values
    ('2026-11-21', 'P-9', 'EUR', 0, 0, 0, 0, 9, 99, 9900, 'Yesterday'),
    ('2026-11-22', 'P-1', 'EUR', 0, 0, 0, 0, 5, 12, 1188, 'Trail Shoe'),
    ('2026-11-22', 'P-2', 'USD', 0, 0, 0, 0, 5, 12, 2000.5, null),
    ('2026-11-22', 'P-3', 'EUR', 50, 0, 0, 0, 0, 0, 0, 'Only looked at');

create table events_20261119 (like events including all);
alter table events attach partition events_20261119 for values from ('2026-11-19T00:00Z') to ('2026-11-20T00:00Z');
create table events_20261122 (like events including all);
alter table events attach partition events_20261122 for values from ('2026-11-22T00:00Z') to ('2026-11-23T00:00Z');

insert into events (
    event_id, event_time, event_type, visitor_id, product_name, price, quantity, currency, revenue, country, kafka_partition,
    kafka_offset, stored_at
) values
    ('00000000-0000-0000-0000-000000000001', '2026-11-22T20:50:00Z', 'add_to_cart', 'v1', 'Trail Shoe', 49.5, 2, 'EUR', null, 'DE',
        0, 1, '2026-11-22T20:51:00.000001Z'),
    ('00000000-0000-0000-0000-000000000002', '2026-11-22T10:00:00Z', 'page_view', 'v2', null, null, null, 'EUR', null, null,
        0, 2, '2026-11-22T20:51:01Z'),
    ('00000000-0000-0000-0000-000000000003', '2026-11-22T20:51:01Z', 'purchase', 'v3', null, 1, 1, 'EUR', 120.4, 'AT',
        0, 3, '2026-11-22T20:51:02Z'),
    ('00000000-0000-0000-0000-000000000004', '2026-11-19T10:00:00Z', 'page_view', 'imported', null, null, null, 'EUR', null, null,
        0, 4, '2026-11-22T20:51:02.1Z');

insert into stream_offsets (
    topic, topic_id, partition, first_offset, next_offset, stored, duplicates, dead, gaps, updated_at
) values
    ('ecommerce-events', 'T1', 1, 10, 20, 10, 0, 0, 0, '2026-11-22T20:50:00Z'),
    ('ecommerce-events', 'T1', 0, 0, 100, 90, 3, 4, 3, '2026-11-22T20:51:02Z');

insert into dead_letters (
    topic, topic_id, kafka_partition, kafka_offset, reason, errors, source, source_file, source_line, record_key, payload,
    payload_bytes, record_time, failed_at
) values
    ('ecommerce-events', 'T1', 0, 5, 'too_large', '[]', null, null, null, null, null, 70000, null, '2026-11-21T22:59:59Z'),
    ('ecommerce-events', 'T1', 0, 6, 'schema_violation', '[{"field": "/price", "rule": "minimum", "message": "must be at least 0"}]',
        'import', 'a.csv', 17, 'visitor-1', '{"price":-1}', 12, '2026-11-22T19:59:00Z', '2026-11-22T20:00:00Z'),
    ('ecommerce-events', 'T1', 0, 7, 'schema_violation', '[]', null, null, null, null, '{}', 2, null, '2026-11-22T20:00:00Z'),
    ('ecommerce-events', 'T1', 0, 8, 'malformed_json', '[]', null, null, null, null, '\x7bff00', 3, null, '2026-11-22T20:30:00Z');
