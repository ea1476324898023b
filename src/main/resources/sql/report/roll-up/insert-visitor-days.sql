-- One row.
insert into visitor_days (day, dimension, value, visitors, sketch)
values (?, ?, ?, ?, ?)
