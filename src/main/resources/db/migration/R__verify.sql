-- What the command verify needs to take its own records out again.

create index if not exists dead_letters_of_verify on dead_letters (record_key)
where record_key >= 'caravan-verify-'::bytea and record_key < 'caravan-verify.'::bytea;

comment on index dead_letters_of_verify is 'Empty but while verify runs: its records have keys that begin with "caravan-verify-".';

comment on column stream_offsets.gaps is
    'offsets that hold no record of the shop: transaction markers, compacted or deleted records, as Kafka itself says, and records that verify sent and took out again; those that were deleted before they were stored are in lost_ranges, too';
