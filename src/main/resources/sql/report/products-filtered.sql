-- Reads only. One page of products that visits of a kind have ordered, and how many there are in all. What they looked at is not kept.
with sold as (
    select
        product_id,
        currency,
        sum(orders) as orders,
        sum(units) as units,
        sum(revenue) as revenue,
        max(product_name) as product_name,
        max(category) as category
    from product_sales_days
    where day between :#from and :#to
      and (:#category = '' or category = :#category)
      and :#source in ('*', source)
      and :#medium in ('*', medium)
      and :#campaign in ('*', campaign)
      and :#device in ('*', device_type)
      and :#country in ('*', country)
    group by product_id, currency
),
refunded as (
    select product_id, currency, sum(amount) as refunds
    from product_refund_days
    where day between :#from and :#to
      and (:#category = '' or category = :#category)
      and :#source in ('*', source)
      and :#medium in ('*', medium)
      and :#campaign in ('*', campaign)
      and :#device in ('*', device_type)
      and :#country in ('*', country)
    group by product_id, currency
),
row as (
    select
        product_id,
        coalesce(s.product_name, '') as product_name,
        coalesce(s.category, '') as category,
        currency,
        coalesce(s.orders, 0) as orders,
        coalesce(s.units, 0) as units,
        coalesce(s.revenue, 0) as revenue,
        coalesce(r.refunds, 0) as refunds
    from sold as s
    full join refunded as r using (product_id, currency)
)
select
    product_id, product_name, category, currency, cast(null as bigint) as views, cast(null as bigint) as adds, orders, units, revenue,
    refunds, count(*) over () as total
from row
where position(lower(:#search) in lower(product_name || ' ' || product_id)) > 0
order by
    case :#sort
        when 'units' then units
        when 'orders' then orders
        when 'refunds' then refunds
        else revenue
    end desc nulls last,
    revenue desc,
    product_id collate "C",
    currency
limit :#rows offset :#offset
