-- Reads only. The events of one session in their order, at most as many rows as asked for.
select
    e.event_id, e.event_time, e.stored_at, e.event_type, e.visitor_id, e.session_id, e.product_id, e.product_name, e.category, e.quantity,
    e.price, coalesce(e.revenue, e.price * coalesce(e.quantity, 1)) as amount, e.currency, e.order_id, e.page_url, e.kafka_partition,
    e.kafka_offset
from sessions as s
join events as e
    on e.event_time >= s.started_at
    and e.event_time <= s.ended_at
where s.session_id = :#id
  and case when s.derived then e.session_id is null and e.visitor_id = s.visitor_id else e.session_id = s.session_id end
order by e.event_time, e.event_id
limit :#rows
