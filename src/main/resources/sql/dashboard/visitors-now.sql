-- Reads only. First one row of all: distinct visitors whose last event is of the last five minutes, and sessions with an event in the last
-- ten by how far they came; then a row per country, most visitors first. One pass over the block ranges that hold those sessions.
select
    grouping(country) = 1 as everywhere,
    country,
    count(distinct visitor_id) filter (where ended_at >= :#visitorsFrom) as visitors_now,
    count(*) filter (where cart_adds > 0 and purchases = 0) as carts_now,
    count(*) filter (where checkouts > 0 and purchases = 0) as checkouts_now,
    count(*) filter (where purchases > 0) as purchased_now
from sessions
where ended_at >= :#sessionsFrom and ended_at <= :#visitorsTo
group by grouping sets ((), (country))
order by everywhere desc, visitors_now desc, country
limit 1 + :#mostCountries
