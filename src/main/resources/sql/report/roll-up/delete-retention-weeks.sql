-- The rows of one week.
delete from retention_weeks
where week = ?
