-- Reads only. At most one row: what is known of a window.
select state
from quality_windows
where suite = ?
  and fingerprint = ?
  and window_start = ?
