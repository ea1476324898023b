-- Reads only. The results of one run, in the suite's order.
select position, expectation_id, type, column_name, severity, success, raised, config, result, sql, failing_rows_sql, unexpected, approximate
from quality_results
where run_id = ?
order by position
