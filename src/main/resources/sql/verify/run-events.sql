-- Reads only. One row per number: the events of a run of the simulator, by type and by the shop's day, and its visitors.
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
counted as (
    select (e.event_time at time zone run.time_zone)::date as day, e.event_type, e.visitor_id, count(*) as events
    from run
    join events as e on e.event_id between run.first_id and run.last_id
    where e.event_time between (select from_time from run) and (select to_time from run)
    group by 1, 2, 3
)
select 'stored' as what, sum(events) as value
from counted
union all
select 'events/' || event_type, sum(events)
from counted
group by event_type
union all
select 'days/' || day || '/events/' || event_type, sum(events)
from counted
group by day, event_type
union all
select 'visitors', count(distinct visitor_id)
from counted
union all
select 'days/' || day || '/visitors', count(distinct visitor_id)
from counted
group by day
