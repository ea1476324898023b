-- What came from the topic: the events, how far each partition is read, and what was put aside.

create table events (
    event_id uuid not null,
    event_time timestamptz not null,
    event_type text not null,
    visitor_id text not null,
    session_id text,
    user_id text,
    anonymous_id text,
    product_id text,
    product_name text,
    category text,
    brand text,
    variant text,
    price numeric,
    quantity integer,
    currency text not null,
    order_id text,
    revenue numeric,
    tax numeric,
    shipping numeric,
    discount numeric,
    coupon text,
    items jsonb,
    page_url text,
    referrer text,
    user_agent text,
    ip_address text,
    device_type text,
    country text,
    campaign jsonb,
    properties jsonb,
    original_event_id text,
    kafka_partition integer not null,
    kafka_offset bigint not null,
    stored_at timestamptz not null default clock_timestamp(),
    unique (event_id, event_time)
) partition by range (event_time);

create index events_stored_at on events using brin (stored_at) with (pages_per_range = 16);

comment on table events is
    'One row is one event that a visitor caused. Written by the store stage, never updated. Partitioned by UTC day of event_time; partitions are made as needed.';
comment on column events.session_id is 'the sender''s; null where the session is derived, see sessions';
comment on column events.items is 'array of {product_id, product_name, category, brand, variant, price, quantity}';

create table stream_offsets (
    topic text not null,
    topic_id text not null,
    partition integer not null,
    first_offset bigint not null,
    next_offset bigint not null,
    stored bigint not null default 0,
    duplicates bigint not null default 0,
    dead bigint not null default 0,
    gaps bigint not null default 0,
    updated_at timestamptz not null default clock_timestamp(),
    primary key (topic_id, partition),
    constraint every_record_has_its_place
        check (next_offset - first_offset = stored + duplicates + dead + gaps)
);

comment on table stream_offsets is
    'One row is one partition of one topic: how far it is stored, and what became of each record. Written by the store stage in the transaction that stores the batch.';
comment on column stream_offsets.topic_id is 'Kafka''s id of the topic: a topic that is deleted and made again starts anew';
comment on column stream_offsets.gaps is
    'offsets that hold no record, as Kafka itself says: transaction markers, compacted or expired records';

create table dead_letters (
    dead_letter_id bigint generated always as identity primary key,
    topic text not null,
    topic_id text not null,
    kafka_partition integer not null,
    kafka_offset bigint not null,
    reason text not null,
    errors jsonb not null,
    source text,
    source_file text,
    source_line bigint,
    record_key bytea,
    payload bytea,
    payload_bytes integer not null,
    record_time timestamptz,
    failed_at timestamptz not null default clock_timestamp(),
    unique (topic_id, kafka_partition, kafka_offset)
);

create index dead_letters_by_time on dead_letters (failed_at desc, dead_letter_id desc);
create index dead_letters_by_reason on dead_letters (reason, failed_at desc, dead_letter_id desc);

comment on table dead_letters is
    'One row is one record that could not be stored: the index of the dead-letter topic, which holds the record as it came. Written by the store stage, never updated.';
comment on column dead_letters.errors is 'array of {field, rule, message}';
comment on column dead_letters.payload is 'the first 64 KB of the record''s value';
