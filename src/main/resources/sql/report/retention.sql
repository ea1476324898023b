-- Reads only. One row a cohort and week: who was first seen in cohort_week and had a session in week.
select cohort_week, week, visitors
from retention_weeks
where cohort_week between :#fromWeek and :#to
  and week <= :#to
  and dimension = :#dimension
  and value = :#value
order by cohort_week, week
