-- One row: the retention of a week is to be counted again.
insert into changed_weeks (week)
values (?)
