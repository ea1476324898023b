-- Idempotent. What is known of a window now, which is to be judged, again if it was.
insert into quality_windows (suite, fingerprint, window_start, window_end, records, state)
values (?, ?, ?, ?, ?, ?)
on conflict (suite, fingerprint, window_start) do update
set records = excluded.records,
    state = excluded.state,
    judged_at = null
