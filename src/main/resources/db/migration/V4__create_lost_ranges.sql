-- What Kafka deleted before it was stored: nobody can bring it back, so it is written down.

create table lost_ranges (
    lost_range_id bigint generated always as identity primary key,
    topic text not null,
    topic_id text not null,
    partition integer not null,
    from_offset bigint not null,
    to_offset bigint,
    noticed_at timestamptz not null default clock_timestamp(),
    acknowledged_at timestamptz,
    unique (topic_id, partition, from_offset),
    constraint a_range_is_not_empty check (to_offset > from_offset)
);

comment on table lost_ranges is
    'One row is a range of offsets that was deleted before it was stored: by retention, or with its topic. Written by the store stage once; acknowledged_at is for the operator, who ends the warning with it.';
comment on column lost_ranges.to_offset is
    'behind the last one; null where the topic was deleted and made again, since nobody knows where the old one ended';
comment on column stream_offsets.gaps is
    'offsets that hold no record, as Kafka itself says: transaction markers, compacted or deleted records; those that were deleted before they were stored are in lost_ranges, too';
