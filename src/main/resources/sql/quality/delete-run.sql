-- Idempotent. The run that is about to be replaced, with its results.
delete from quality_runs
where run_id = ?
