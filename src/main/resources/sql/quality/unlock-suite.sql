-- Exactly one row. Another session may run the suite.
select pg_advisory_unlock(1026371, hashtext(?))
