-- Reads only. One page of events as they are stored, the newest in event time first.
select
    e.event_id, e.event_time, e.stored_at, e.event_type, e.visitor_id, e.session_id, e.product_id, e.product_name, e.category, e.quantity,
    e.price, coalesce(e.revenue, e.price * coalesce(e.quantity, 1)) as amount, e.currency, e.order_id, e.page_url, e.kafka_partition,
    e.kafka_offset
from events as e
where e.event_time >= cast(:#fromAt as timestamptz)
  and e.event_time < cast(:#toAt as timestamptz)
  and (e.event_time, e.event_id) < (cast(:#afterAt as timestamptz), cast(:#afterId as uuid))
  and :#type in ('', e.event_type)
  and :#product in ('', e.product_id)
  and :#order in ('', e.order_id)
  and :#visitor in ('', e.visitor_id)
order by e.event_time desc, e.event_id desc
limit :#rows
