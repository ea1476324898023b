-- Reads only. One row a day that had sessions, of the days asked for and those before.
select
    day,
    sum(sessions) as sessions,
    sum(sessions_with_product_view) as sessions_with_product_view,
    sum(sessions_with_cart) as sessions_with_cart,
    sum(sessions_with_checkout) as sessions_with_checkout,
    sum(sessions_with_order) as sessions_with_order,
    sum(page_views) as page_views
from session_days
where day between :#previousFrom and :#to
  and category = :#category
  and :#source in ('*', source)
  and :#medium in ('*', medium)
  and :#campaign in ('*', campaign)
  and :#device in ('*', device_type)
  and :#country in ('*', country)
group by day
order by day
