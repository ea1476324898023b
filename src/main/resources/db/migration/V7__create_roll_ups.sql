-- What reports read: sums by day and by where the visit came from. The job roll-up writes them from sessions, orders and refunds.

create table changed_days (
    day date not null
);

comment on table changed_days is
    'One row is a day of the shop of which something changed since it was rolled up; a day may stand here many times. Appended by triggers in the transaction that changes it, taken out by the job roll-up. No key: writers must not wait for each other.';

create table changed_weeks (
    week date not null
);

comment on table changed_weeks is
    'One row is a Monday whose retention is to be counted again. Appended by the job roll-up and by a trigger on visitors, taken out by the job roll-up.';

create table rolled_up_days (
    day date primary key,
    rolled_up_at timestamptz not null
);

comment on table rolled_up_days is
    'One row is one day of the shop and when it was rolled up last: what was committed before is in the sums. Written by the job roll-up.';

create table session_days (
    day date not null,
    category text not null,
    source text not null,
    medium text not null,
    campaign text not null,
    device_type text not null,
    country text not null,
    sessions bigint not null,
    sessions_with_product_view bigint not null,
    sessions_with_cart bigint not null,
    sessions_with_checkout bigint not null,
    sessions_with_order bigint not null,
    events bigint not null,
    page_views bigint not null
);

create index session_days_of_all on session_days (day) where category = '';
create index session_days_by_day on session_days (day);

comment on table session_days is
    'One row is the sessions that begin on one day of the shop and are alike. Where category is empty, every session counts once; else those count that touched that category. Unknown is empty. Written by the job roll-up, a day as a whole.';

create view order_origins as
select
    o.order_id,
    o.ordered_at,
    coalesce(s.source, '') as source,
    coalesce(s.medium, '') as medium,
    coalesce(s.campaign, '') as campaign,
    coalesce(s.device_type, '') as device_type,
    coalesce(s.country, '') as country
from orders as o
left join lateral (
    select v.source, v.medium, v.campaign, v.device_type, v.country
    from sessions as v
    where v.session_id = o.session_id
      and not v.derived
    union all
    (
        select v.source, v.medium, v.campaign, v.device_type, v.country
        from sessions as v
        where v.derived
          and v.visitor_id = o.visitor_id
          and v.started_at <= o.ordered_at
          and o.session_id is null
        order by v.started_at desc
        limit 1
    )
) as s on true;

comment on view order_origins is 'One row is one order and where the session came from in which it stands. Unknown is empty.';

create table order_days (
    day date not null,
    category text not null,
    source text not null,
    medium text not null,
    campaign text not null,
    device_type text not null,
    country text not null,
    currency text not null,
    orders bigint not null,
    orders_without_amount bigint not null,
    gross_revenue numeric not null,
    refund_events bigint not null,
    refunds numeric not null
);

create index order_days_by_day on order_days (day);

comment on table order_days is
    'One row is the orders of one day of the shop, and the refunds and cancellations of that day, that are alike. Where category is empty, every order counts once with its amount; else those count that hold a line of that category, with these lines'' price × quantity. Written by the job roll-up, a day as a whole.';

create table product_sales_days (
    day date not null,
    product_id text not null,
    category text not null,
    currency text not null,
    source text not null,
    medium text not null,
    campaign text not null,
    device_type text not null,
    country text not null,
    product_name text,
    orders bigint not null,
    units bigint not null,
    revenue numeric not null
);

create index product_sales_days_by_day on product_sales_days (day);

comment on table product_sales_days is
    'One row is what was ordered of one product on one day of the shop by visits that are alike; revenue is the sum of price × quantity. Written by the job roll-up, a day as a whole.';

create table product_refund_days (
    day date not null,
    product_id text not null,
    category text not null,
    currency text not null,
    source text not null,
    medium text not null,
    campaign text not null,
    device_type text not null,
    country text not null,
    refund_events bigint not null,
    units bigint not null,
    amount numeric not null
);

create index product_refund_days_by_day on product_refund_days (day);

comment on table product_refund_days is
    'One row is what was refunded or cancelled of one product on one day of the shop, by the items that the refund names, or the order''s lines where all of it is refunded. Written by the job roll-up, a day as a whole.';

create table visitor_days (
    day date not null,
    dimension text not null,
    value text not null,
    visitors bigint not null,
    sketch bytea not null,
    constraint dimension_is_known
        check (dimension in ('', 'source', 'medium', 'campaign', 'device', 'country', 'category'))
);

create index visitor_days_by_dimension on visitor_days (dimension, day);

comment on table visitor_days is
    'One row is the distinct visitors of the sessions that begin on one day of the shop and have one value in one dimension; dimension empty: all. Written by the job roll-up, a day as a whole.';
comment on column visitor_days.sketch is
    'a theta sketch of Apache DataSketches with 16,384 nominal entries: exact up to there, then within 2 % in 99 of 100 cases';

create view refund_lines as
select
    r.event_id,
    r.refunded_at,
    r.order_id,
    r.currency,
    i ->> 'product_id' as product_id,
    coalesce(i ->> 'category', '') as category,
    coalesce((i ->> 'quantity')::integer, 1) as quantity,
    (i ->> 'price')::numeric as price
from refunds as r
join events as e
    on e.event_id = r.event_id
    and e.event_time = r.refunded_at
cross join lateral jsonb_array_elements(e.items) as i
where r.amount is not null
union all
select r.event_id, r.refunded_at, r.order_id, o.currency, i.product_id, coalesce(i.category, ''), i.quantity, i.price
from refunds as r
join orders as o using (order_id)
join order_items as i using (order_id)
where r.amount is null
  and not exists (
      select
      from refunds as earlier
      where earlier.order_id = r.order_id
        and earlier.amount is null
        and (earlier.refunded_at, earlier.event_id) < (r.refunded_at, r.event_id)
  );

comment on view refund_lines is
    'One row is one line that was refunded or cancelled: the items of the refund, or the order''s where all of it is refunded for the first time.';

create table retention_weeks (
    cohort_week date not null,
    week date not null,
    dimension text not null,
    value text not null,
    visitors bigint not null,
    constraint dimension_is_known
        check (dimension in ('', 'source', 'medium', 'campaign', 'device', 'country', 'category'))
);

create index retention_weeks_by_week on retention_weeks (week);

comment on table retention_weeks is
    'One row is the visitors whose first week was cohort_week and who had a session in week; weeks begin on Monday, in the shop''s time. Written by the job roll-up, a week as a whole.';

create table carts (
    session_id text not null,
    currency text not null,
    day date not null,
    visitor_id text not null,
    ended_at timestamptz not null,
    session_events integer not null,
    last_step text not null,
    source text not null,
    medium text not null,
    campaign text not null,
    device_type text not null,
    country text not null,
    categories text[] not null,
    value numeric not null,
    items jsonb not null,
    primary key (session_id, currency),
    constraint last_step_is_known check (last_step in ('cart', 'checkout'))
);

create index carts_by_day on carts (day, ended_at);
create index carts_by_end on carts (ended_at, session_id, currency);

comment on table carts is
    'One row is what a session without an order put into its cart, in one currency; it is abandoned once ended_at is 30 minutes past. Written by the job roll-up.';
comment on column carts.value is 'price × quantity of what was added less what was removed';
comment on column carts.items is 'array of {product_id, product_name, quantity, price}: what remains, by product';
comment on column carts.session_events is 'sessions.events when it was computed: another number, and it is computed again';

create index sessions_by_start on sessions (started_at);

create function shop_day(at timestamptz)
returns date
language sql
stable
return (at at time zone (select coalesce(nullif(time_zone, ''), 'UTC') from shop))::date;

comment on function shop_day is 'the day of the shop that holds an instant';

create function mark_days_of_sessions()
returns trigger
language plpgsql
as $$
declare
    zone text := (select coalesce(nullif(time_zone, ''), 'UTC') from shop);
begin
    if tg_op = 'INSERT' then
        insert into changed_days (day)
        select distinct (started_at at time zone zone)::date
        from new_rows;
    elsif tg_op = 'UPDATE' then
        insert into changed_days (day)
        select (started_at at time zone zone)::date
        from new_rows
        union
        select (started_at at time zone zone)::date
        from old_rows;
        insert into changed_days (day)
        select distinct unnest(array_remove(array[(s.ordered_at at time zone zone)::date, (r.refunded_at at time zone zone)::date], null))
        from old_rows as o
        join new_rows as n using (session_id)
        join orders as s
            on s.ordered_at between n.started_at and n.ended_at
            and (s.session_id = n.session_id or s.visitor_id = n.visitor_id)
        left join refunds as r using (order_id)
        where (n.source, n.medium, n.campaign, n.country, n.device_type)
            is distinct from (o.source, o.medium, o.campaign, o.country, o.device_type);
    else
        insert into changed_days (day)
        select (started_at at time zone zone)::date
        from old_rows
        union
        select unnest(array_remove(array[(s.ordered_at at time zone zone)::date, (r.refunded_at at time zone zone)::date], null))
        from old_rows as o
        join orders as s
            on s.ordered_at between o.started_at and o.ended_at
            and (s.session_id = o.session_id or s.visitor_id = o.visitor_id)
        left join refunds as r using (order_id);
    end if;
    return null;
end
$$;

comment on function mark_days_of_sessions is
    'The days on which sessions begin, and those of their orders and refunds where it changes where a session came from.';

create trigger mark_days_of_new_sessions after insert on sessions
    referencing new table as new_rows for each statement execute function mark_days_of_sessions();
create trigger mark_days_of_changed_sessions after update on sessions
    referencing old table as old_rows new table as new_rows for each statement execute function mark_days_of_sessions();
create trigger mark_days_of_deleted_sessions after delete on sessions
    referencing old table as old_rows for each statement execute function mark_days_of_sessions();

create function mark_days_of_orders()
returns trigger
language plpgsql
as $$
begin
    if tg_op <> 'DELETE' then
        insert into changed_days (day)
        select shop_day(ordered_at) from new_rows
        union
        select shop_day(r.refunded_at) from new_rows join refunds as r using (order_id);
    end if;
    if tg_op <> 'INSERT' then
        insert into changed_days (day)
        select shop_day(ordered_at) from old_rows
        union
        select shop_day(r.refunded_at) from old_rows join refunds as r using (order_id);
    end if;
    return null;
end
$$;

comment on function mark_days_of_orders is 'The day of each order, and those of its refunds: a refund of all of it is worth what it is worth.';

create trigger mark_days_of_new_orders after insert on orders
    referencing new table as new_rows for each statement execute function mark_days_of_orders();
create trigger mark_days_of_changed_orders after update on orders
    referencing old table as old_rows new table as new_rows for each statement execute function mark_days_of_orders();
create trigger mark_days_of_deleted_orders after delete on orders
    referencing old table as old_rows for each statement execute function mark_days_of_orders();

create function mark_days_of_refunds()
returns trigger
language plpgsql
as $$
begin
    insert into changed_days (day)
    select shop_day(r.refunded_at)
    from changed_rows
    join refunds as r using (order_id)
    union
    select shop_day(refunded_at)
    from changed_rows;
    return null;
end
$$;

comment on function mark_days_of_refunds is
    'The day of each refund, and those of the others of its order: only the first refund of all of it counts.';

create trigger mark_days_of_new_refunds after insert on refunds
    referencing new table as changed_rows for each statement execute function mark_days_of_refunds();
create trigger mark_days_of_deleted_refunds after delete on refunds
    referencing old table as changed_rows for each statement execute function mark_days_of_refunds();

create function mark_weeks_of_visitors()
returns trigger
language plpgsql
as $$
begin
    insert into changed_weeks (week)
    select w::date
    from (
        select min(date_trunc('week', shop_day(n.first_seen_at)::timestamp)) as first
        from old_rows as o
        join new_rows as n using (visitor_id)
        where date_trunc('week', shop_day(o.first_seen_at)::timestamp) <> date_trunc('week', shop_day(n.first_seen_at)::timestamp)
    ) as moved
    cross join generate_series(moved.first, (now() at time zone 'UTC') + interval '2 days', interval '1 week') as w;
    return null;
end
$$;

comment on function mark_weeks_of_visitors is
    'Every week since, up to the last in which an event may be: where a visitor was first seen in an earlier week, another cohort came back in each.';

create trigger mark_weeks_of_visitors after update on visitors
    referencing old table as old_rows new table as new_rows for each statement execute function mark_weeks_of_visitors();

create function move_roll_ups_to_other_days()
returns trigger
language plpgsql
as $$
begin
    -- The job's own lock: it works by the days of the zone that it began with.
    perform pg_advisory_xact_lock(7161684022126178867);
    -- Who writes has marked by the old zone: wait for it, in the order in which the store stage takes the tables.
    lock table sessions, orders, refunds in share mode;
    delete from changed_days;
    delete from changed_weeks;
    delete from rolled_up_days;
    delete from session_days;
    delete from order_days;
    delete from product_sales_days;
    delete from product_refund_days;
    delete from visitor_days;
    delete from retention_weeks;
    delete from carts;
    insert into changed_days (day)
    select shop_day(started_at) from sessions
    union
    select shop_day(ended_at) from sessions
    union
    select shop_day(ordered_at) from orders
    union
    select shop_day(refunded_at) from refunds;
    return null;
end
$$;

comment on function move_roll_ups_to_other_days is 'Another time zone makes other days: all are rolled up anew.';

create trigger move_roll_ups_to_other_days after update on shop
    for each row when (old.time_zone is distinct from new.time_zone)
    execute function move_roll_ups_to_other_days();

insert into changed_days (day)
select shop_day(started_at) from sessions
union
select shop_day(ended_at) from sessions
union
select shop_day(ordered_at) from orders
union
select shop_day(refunded_at) from refunds;
