-- Takes the marks of the newest days. One row a day, newest first. Parameter: how many days at most.
with newest as (
    select distinct day
    from changed_days
    order by day desc
    limit ?
),
taken as (
    delete from changed_days as c
    using newest as n
    where n.day = c.day
    returning c.day
)
select distinct day
from taken
order by day desc
