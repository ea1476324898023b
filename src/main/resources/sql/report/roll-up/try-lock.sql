-- Exactly one row and column: true for one transaction at a time.
select pg_try_advisory_xact_lock(7161684022126178867)
