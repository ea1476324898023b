-- Exactly one row: whether this transaction may judge windows. Held until it ends; one instance at a time has it.
select pg_try_advisory_xact_lock(4406417292071633921)
