-- Reads only. One page of sessions, the newest first.
select
    session_id, visitor_id, started_at, ended_at, events, page_views,
    session_reach(product_views, cart_adds, checkouts, purchases) as reach,
    source, device_type, country, landing_page
from sessions
where started_at >= cast(:#fromAt as timestamptz)
  and started_at < cast(:#toAt as timestamptz)
  and (started_at, session_id) < (cast(:#afterAt as timestamptz), :#afterId)
  and :#visitor in ('', visitor_id)
  and (:#category = '' or :#category = any (categories))
  and :#source in ('*', source)
  and :#medium in ('*', medium)
  and :#campaign in ('*', campaign)
  and :#device in ('*', coalesce(device_type, ''))
  and :#country in ('*', coalesce(country, ''))
order by started_at desc, session_id desc
limit :#rows
