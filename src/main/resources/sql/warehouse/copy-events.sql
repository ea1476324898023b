-- The one hot write. Columns in the order of EventRows.
copy events (
    event_id, event_time, event_type, visitor_id, session_id, user_id, anonymous_id,
    product_id, product_name, category, brand, variant, price, quantity, currency,
    order_id, revenue, tax, shipping, discount, coupon, items,
    page_url, referrer, user_agent, ip_address, device_type, country, campaign, properties,
    original_event_id, kafka_partition, kafka_offset
)
from stdin (format binary)
