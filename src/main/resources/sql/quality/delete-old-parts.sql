-- Idempotent. Up to 1,000 parts of windows that began before that time and that nobody merges: their suite is not there any more.
delete from quality_window_parts
where (suite, fingerprint, window_start, part_id) in (
    select suite, fingerprint, window_start, part_id
    from quality_window_parts
    where window_start < ?
    limit 1000
)
