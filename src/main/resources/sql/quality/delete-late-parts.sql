-- Idempotent. Exactly one row: how many records came to a window that is forgotten.
with late as (
    delete from quality_window_parts
    where suite = ?
      and fingerprint = ?
      and window_start = ?
    returning records
)
select coalesce(sum(records), 0) from late
