-- Idempotent. The parts that were merged, and no other: one with a smaller number may be committed later.
delete from quality_window_parts
where suite = ?
  and fingerprint = ?
  and window_start = ?
  and part_id = any (?)
