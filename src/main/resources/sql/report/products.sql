-- Reads only. One page of products, and how many there are in all. Sums over the days asked for.
with seen as (
    select
        product_id,
        currency,
        sum(views) as views,
        sum(cart_adds) as adds,
        sum(orders) as orders,
        sum(units) as units,
        sum(revenue) as revenue,
        (array_agg(product_name order by named_at desc) filter (where product_name is not null))[1] as product_name,
        (array_agg(category order by category_at desc) filter (where category is not null))[1] as category
    from product_stats
    where day between :#from and :#to
      and (:#category = '' or category = :#category)
    group by product_id, currency
),
refunded as (
    select product_id, currency, sum(amount) as refunds
    from product_refund_days
    where day between :#from and :#to
      and (:#category = '' or category = :#category)
    group by product_id, currency
),
row as (
    select
        product_id,
        coalesce(s.product_name, '') as product_name,
        coalesce(s.category, '') as category,
        currency,
        coalesce(s.views, 0) as views,
        coalesce(s.adds, 0) as adds,
        s.adds / nullif(s.views, 0) as adds_per_view,
        coalesce(s.orders, 0) as orders,
        coalesce(s.units, 0) as units,
        coalesce(s.revenue, 0) as revenue,
        coalesce(r.refunds, 0) as refunds
    from seen as s
    full join refunded as r using (product_id, currency)
)
select
    product_id, product_name, category, currency, views, adds, orders, units, revenue, refunds, count(*) over () as total
from row
where position(lower(:#search) in lower(product_name || ' ' || product_id)) > 0
order by
    case :#sort
        when 'revenue' then revenue
        when 'units' then units
        when 'orders' then orders
        when 'views' then views
        when 'adds' then adds
        when 'adds_per_view' then adds_per_view
        when 'refunds' then refunds
    end desc nulls last,
    revenue desc,
    product_id collate "C",
    currency
limit :#rows offset :#offset
