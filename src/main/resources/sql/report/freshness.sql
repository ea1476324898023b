-- Reads only. Exactly one row: up to when everything is in the sums of the days asked for, whether every record has its place, and the
-- first day of which there are sums.
select
    coalesce(
        (
            select min(coalesce(r.rolled_up_at, timestamptz 'epoch'))
            from changed_days as c
            left join rolled_up_days as r using (day)
            where c.day between :#previousFrom and :#to
        ),
        cast(:#at as timestamptz)
    ) as as_of,
    not exists (
        select
        from stream_offsets
        where next_offset - first_offset <> stored + duplicates + dead + gaps
    ) as sums_agree,
    (select min(day) from session_days) as data_from
