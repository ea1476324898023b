-- Reads only. Exactly one row: whether a later window of the suite was judged already.
select exists (
    select
    from quality_runs
    where suite = ?
      and range_from > ?
)
