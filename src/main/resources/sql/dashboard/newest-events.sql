-- Reads only. The events that were stored last, newest first, at most as many rows as asked for; cost does not grow with the table.
select event_id, event_time, stored_at, event_type, visitor_id, product_name, amount, currency, country
from newest_events(:#at, :#newestEvents)
order by stored_at desc, event_id
limit :#newestEvents
