-- Reads only. Whether a suite has run for that trigger since that time.
select exists (
    select
    from quality_runs
    where suite = ?
      and trigger = ?
      and started_at > ?
)
