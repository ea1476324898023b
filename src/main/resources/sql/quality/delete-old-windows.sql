-- Idempotent. Up to 1,000 windows that ended and were judged before the first time, or ended before the second and were never judged.
delete from quality_windows
where (suite, fingerprint, window_start) in (
    select suite, fingerprint, window_start
    from quality_windows
    where window_end < ?
      and (judged_at < ? or window_end < ?)
    order by window_end
    limit 1000
)
