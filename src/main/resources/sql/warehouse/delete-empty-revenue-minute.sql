-- Rows that say nothing: a correction has moved their last order elsewhere.
delete from revenue_minute as r
using unnest(?::timestamptz[], ?::text[]) as k (minute, currency)
where r.minute = k.minute
    and r.currency = k.currency
    and r.orders = 0
