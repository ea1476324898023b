-- One row.
update shop
set time_zone = ?,
    currency = ?
