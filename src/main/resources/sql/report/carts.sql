-- Reads only. One page of carts that were left for 30 minutes, the last first.
select
    session_id, visitor_id, ended_at, last_step, value, currency, source, device_type, country, cast(items as text) as items
from carts
where day between :#from and :#to
  and ended_at <= cast(:#at as timestamptz) - interval '30 minutes'
  and (ended_at, session_id, currency) < (cast(:#afterAt as timestamptz), :#afterId, :#afterCurrency)
  and (:#category = '' or :#category = any (categories))
  and :#source in ('*', source)
  and :#medium in ('*', medium)
  and :#campaign in ('*', campaign)
  and :#device in ('*', device_type)
  and :#country in ('*', country)
order by ended_at desc, session_id desc, currency desc
limit :#rows
