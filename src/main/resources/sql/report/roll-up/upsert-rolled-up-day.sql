-- One row: what was committed before this transaction began is in the sums of the day.
insert into rolled_up_days (day, rolled_up_at)
values (?, now())
on conflict (day) do update
set rolled_up_at = excluded.rolled_up_at
