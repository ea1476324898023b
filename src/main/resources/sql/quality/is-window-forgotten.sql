-- Reads only. Exactly one row: whether the window was judged once, and its state is deleted.
select exists (
    select
    from quality_runs
    where run_id = ?
) and not exists (
    select
    from quality_windows
    where suite = ?
      and fingerprint = ?
      and window_start = ?
)
