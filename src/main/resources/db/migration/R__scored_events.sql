-- The events with what the stream knows beside: the same columns, so that one suite can be judged on both.

drop view if exists scored_events;

create view scored_events as
select
    e.event_id,
    e.event_time,
    e.event_type,
    e.visitor_id,
    e.session_id,
    e.user_id,
    e.anonymous_id,
    e.product_id,
    e.product_name,
    e.category,
    e.brand,
    e.variant,
    e.price,
    e.quantity,
    e.currency,
    e.order_id,
    e.revenue,
    e.tax,
    e.shipping,
    e.discount,
    e.coupon,
    e.items,
    e.page_url,
    e.referrer,
    e.user_agent,
    e.ip_address,
    e.device_type,
    e.country,
    e.campaign,
    e.properties,
    e.original_event_id,
    e.kafka_partition,
    e.kafka_offset,
    e.stored_at,
    e.event_time as event_timestamp,
    null::text as rejection_reason,
    false as duplicate,
    null::text as source,
    null::integer as size_bytes,
    extract(epoch from e.stored_at - e.event_time) as delay_seconds,
    round(filled.fields::numeric / filled.of_fields, 4) as quality_score
from events e
cross join lateral (
    select
        num_nonnulls(nullif(e.page_url, ''), nullif(e.device_type, ''), nullif(e.country, '')) as every,
        num_nonnulls(nullif(e.product_id, ''), nullif(e.product_name, '')) as named,
        num_nonnulls(nullif(e.category, ''), e.price) as described,
        (e.revenue is not null or jsonb_path_exists(e.items, '$[*].price'))::integer as amount
) as f
cross join lateral (
    select
        f.every + case
            when e.event_type in (
                'product_view', 'product_click', 'add_to_cart', 'remove_from_cart', 'wishlist_add', 'wishlist_remove')
                then f.named + f.described
            when e.event_type in ('share', 'review') then f.named
            when e.event_type = 'product_list_view' then num_nonnulls(nullif(e.category, ''))
            when e.event_type in ('cart_view', 'checkout_start', 'checkout_step', 'payment_info') then num_nonnulls(e.items)
            when e.event_type = 'purchase' then num_nonnulls(nullif(e.order_id, ''), e.items) + coalesce(f.amount, 0)
            when e.event_type = 'refund' then num_nonnulls(nullif(e.order_id, '')) + coalesce(f.amount, 0)
            when e.event_type = 'order_cancel' then num_nonnulls(nullif(e.order_id, ''))
            when e.event_type = 'coupon_apply' then num_nonnulls(nullif(e.coupon, ''))
            when e.event_type = 'identify' then num_nonnulls(nullif(e.user_id, ''))
            else 0
        end as fields,
        3 + case
            when e.event_type in (
                'product_view', 'product_click', 'add_to_cart', 'remove_from_cart', 'wishlist_add', 'wishlist_remove')
                then 4
            when e.event_type in ('share', 'review') then 2
            when e.event_type in ('purchase') then 3
            when e.event_type = 'refund' then 2
            when e.event_type in (
                'product_list_view', 'cart_view', 'checkout_start', 'checkout_step', 'payment_info', 'order_cancel',
                'coupon_apply', 'identify')
                then 1
            else 0
        end as of_fields
) as filled;

comment on view scored_events is
    'One row is one event. quality_score is the share, 0 to 1, of the fields that an event of its type should carry which are filled, as in the stream; delay_seconds is from event_time until it was stored. What only a record has is null.';
