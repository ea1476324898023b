-- Takes the marks. One row a week, oldest first.
with taken as (
    delete from changed_weeks
    returning week
)
select distinct week
from taken
order by week
