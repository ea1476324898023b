-- Reads only. At most one row: the window that a run has judged.
select suite, fingerprint, window_start, state
from quality_windows
where run_id = ?
