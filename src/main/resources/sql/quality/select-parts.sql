-- Reads only. Up to so many parts of one window.
select part_id, state
from quality_window_parts
where suite = ?
  and fingerprint = ?
  and window_start = ?
order by part_id
limit ?
