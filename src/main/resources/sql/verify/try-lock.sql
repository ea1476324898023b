-- One row: whether this session may run verify; one at a time does, until its connection is closed.
select pg_try_advisory_lock(7161684022126178866)
