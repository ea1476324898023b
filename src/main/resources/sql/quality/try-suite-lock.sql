-- Exactly one row: whether this session may run the suite. Held until it is given back, or the connection ends.
select pg_try_advisory_lock(1026371, hashtext(?))
