-- Idempotent. The window is judged as it is now.
update quality_windows
set judged_at = ?,
    run_id = ?
where suite = ?
  and fingerprint = ?
  and window_start = ?
