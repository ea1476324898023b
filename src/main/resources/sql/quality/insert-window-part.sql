-- Not idempotent; once a batch, window and suite, in the transaction that stores the batch.
insert into quality_window_parts (suite, fingerprint, window_start, records, state)
values (?, ?, ?, ?, ?)
