-- Reads only. One row per reason: the dead letters of the simulator among the records of the time in which the run sent.
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
)
select 'deadLetters/' || d.reason as what, count(*) as value
from run
join dead_letters as d on d.record_time between run.started_at and run.last_sent_at
where d.source = 'simulator'
group by d.reason
