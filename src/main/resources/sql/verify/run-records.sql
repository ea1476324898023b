-- Reads only. Two rows, the records of the topic and the known duplicates among them, if all of them are of this run; none otherwise.
with run as (
    select
        cast(? as uuid) as first_id,
        cast(? as uuid) as last_id,
        cast(? as timestamptz) as from_time,
        cast(? as timestamptz) as to_time,
        cast(? as timestamptz) as started_at,
        cast(? as timestamptz) as last_sent_at,
        cast(? as timestamptz) as carts_at,
        cast(? as text) as time_zone
),
topic as (
    select sum(stored) as stored, sum(duplicates) as duplicates, sum(dead) as dead
    from stream_offsets
),
own as (
    select
        (select count(*)
         from events as e
         join run on e.event_id between run.first_id and run.last_id) as stored,
        (select count(*)
         from dead_letters as d
         join run on d.record_time between run.started_at and run.last_sent_at
         where d.source = 'simulator') as dead
)
select n.what, n.value
from topic as t
join own as o using (stored, dead)
cross join lateral (
    values
        ('records', t.stored + t.duplicates + t.dead),
        ('duplicates', t.duplicates)
) as n (what, value)
