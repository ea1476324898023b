-- Reads only. At most one row: the statement that gives the rows which failed one expectation of a run.
select failing_rows_sql
from quality_results
where run_id = ?
  and position = ?
