-- Where a session comes from and which categories it touched, and the category of a product. What is stored already is filled in from the
-- events. The functions are part of what is stored: whoever changes one fills in anew what it gave.

create function origin_text(value text)
returns text
language sql
immutable
parallel safe
return nullif(regexp_replace(left(regexp_replace(value, '^[\u0001-\u0020]+', ''), 100), '[\u0001-\u0020]+$', ''), '');

comment on function origin_text is
    'Without white space at the ends, the first 100 characters, so that it fits into an index; null if nothing is left. As dev.caravan.event.Origin.';

create function url_host(url text)
returns text
language sql
immutable
parallel safe
return origin_text(
    regexp_replace(
        regexp_replace(
            regexp_replace(
                regexp_replace(
                    lower(
                        substring(
                            url
                            from '^[\u0001-\u0020]*(?:[A-Za-z][A-Za-z0-9+.-]*:)?//([^/?#\\\u0001-\u0020]*)'
                        ) collate "C"
                    ),
                    '^.*@',
                    ''
                ),
                ':[0-9]*$',
                ''
            ),
            '\.$',
            ''
        ),
        '^www\.',
        ''
    )
);

comment on function url_host is
    'The host of an address that names one behind "//", in lower case, without user, port and "www."; else null.';

create function url_decoded(value text)
returns text
language sql
stable
parallel safe
begin atomic
    select
        case
            when p.bytes ~ '^(?:0[1-9a-f]|[1-7][0-9a-f]|(?:c[2-9a-f]|d[0-9a-f])[89ab][0-9a-f]|e0[ab][0-9a-f][89ab][0-9a-f]|e[1-9abcef](?:[89ab][0-9a-f]){2}|ed[89][0-9a-f][89ab][0-9a-f]|f0[9ab][0-9a-f](?:[89ab][0-9a-f]){2}|f[1-3](?:[89ab][0-9a-f]){3}|f48[0-9a-f](?:[89ab][0-9a-f]){2})+$'
                then convert_from(decode(p.bytes, 'hex'), 'UTF8')
            else replace(value, '+', ' ')
        end
    from (
        select
            string_agg(
                case
                    when part[1] like '\%__' then lower(substr(part[1], 2))
                    else encode(convert_to(part[1], 'UTF8'), 'hex')
                end,
                '' order by place
            ) as bytes
        from regexp_matches(replace(value, '+', ' '), '%[0-9A-Fa-f]{2}|[^%]+|%', 'g') with ordinality as piece (part, place)
        where strpos(value, '%') > 0
    ) as p;
end;

comment on function url_decoded is
    'A value of an address'' query: "+" is a space, "%C3%A9" an é; where the bytes are no UTF-8 text they stay as they are written.';

create function url_parameter(url text, name text)
returns text
language sql
stable
parallel safe
return origin_text(
    url_decoded(
        (regexp_match(substring(split_part(url, '#', 1) from '\?(.*)'), '(?:^|&)' || name || '=([^&]*)'))[1]
    )
);

comment on function url_parameter is 'The first parameter of that name in an address'' query; null if there is none or it is empty.';

create function campaign_field(campaign jsonb, field text)
returns text
language sql
immutable
parallel safe
return origin_text(case jsonb_typeof(campaign -> field) when 'string' then campaign ->> field end);

comment on function campaign_field is 'A text of the object; null if it is none or empty.';

create function origin_of(sent jsonb, page_url text, referrer text)
returns table (source text, medium text, campaign text)
language sql
stable
parallel safe
begin atomic
    select
        lower(
            coalesce(
                campaign_field(sent, 'source'),
                campaign_field(sent, 'utm_source'),
                url_parameter(page_url, 'utm_source'),
                r.foreign_host,
                'direct'
            ) collate "C"
        ) as source,
        lower(
            coalesce(
                campaign_field(sent, 'medium'),
                campaign_field(sent, 'utm_medium'),
                url_parameter(page_url, 'utm_medium'),
                case when r.foreign_host is null then 'none' else 'referral' end
            ) collate "C"
        ) as medium,
        coalesce(
            campaign_field(sent, 'name'),
            campaign_field(sent, 'utm_campaign'),
            url_parameter(page_url, 'utm_campaign'),
            ''
        ) as campaign
    from (
        select case when url_host(referrer) is distinct from url_host(page_url) then url_host(referrer) end as foreign_host
    ) as r;
end;

comment on function origin_of is
    'Where an event says that it comes from, of its columns campaign, page_url and referrer: one row. As dev.caravan.event.Origin.';

create function categories_of(category text, items jsonb)
returns table (name text)
language sql
immutable
parallel safe
begin atomic
    select category
    where category <> ''
    union all
    select item ->> 'category'
    from jsonb_array_elements(items) as item
    where item ->> 'category' <> '';
end;

comment on function categories_of is
    'The categories that an event names, of its columns category and items; an empty one is none.';

alter table sessions
    add column source text not null default '',
    add column medium text not null default '',
    add column campaign text not null default '',
    add column categories text[] not null default '{}';

comment on column sessions.visitor_id is
    'of the first event; country, device_type, referrer, landing_page, source, medium and campaign too';
comment on column sessions.source is
    'of the campaign, else utm_source of the page''s address, else the referrer''s host, else direct; in lower case';
comment on column sessions.medium is
    'of the campaign, else utm_medium of the page''s address, else referral with a referrer''s host, else none; in lower case';
comment on column sessions.campaign is 'its name, else utm_campaign of the page''s address, else empty';
comment on column sessions.categories is
    'those of the products and items of all its events, each once, in the order of their bytes';

with touched as (
    select e.session_id, c.name
    from events as e
    cross join lateral categories_of(e.category, e.items) as c
    where e.session_id is not null
    union
    select s.session_id, c.name
    from events as e
    join sessions as s
        on s.derived
        and s.visitor_id = e.visitor_id
        and e.event_time between s.started_at and s.ended_at
    cross join lateral categories_of(e.category, e.items) as c
    where e.session_id is null
),
by_session as (
    select session_id, array_agg(name order by name collate "C") as categories
    from touched
    group by session_id
),
filled as (
    select s.session_id, o.source, o.medium, o.campaign, coalesce(c.categories, '{}') as categories
    from sessions as s
    join events as e
        on e.event_time = s.started_at
        and e.event_id = s.first_event_id
    cross join lateral origin_of(e.campaign, e.page_url, e.referrer) as o
    left join by_session as c on c.session_id = s.session_id
)
update sessions as s
set source = f.source,
    medium = f.medium,
    campaign = f.campaign,
    categories = f.categories
from filled as f
where s.session_id = f.session_id;

alter table product_stats
    add column category text,
    add column category_at timestamptz;

comment on column product_stats.category is 'the last category in event time that an event of that day gives';

insert into product_stats as p (
    day, product_id, currency, views, clicks, cart_adds, cart_removes, orders, units, revenue, category, category_at
)
select distinct on (day, t.product_id, t.currency)
    (t.at at time zone case when shop.time_zone = '' then 'UTC' else shop.time_zone end)::date as day,
    t.product_id,
    t.currency,
    0, 0, 0, 0, 0, 0, 0,
    t.category,
    t.at
from (
    select event_time as at, product_id, currency, category
    from events
    union all
    select e.event_time, item ->> 'product_id', e.currency, item ->> 'category'
    from events as e
    cross join lateral jsonb_array_elements(e.items) as item
) as t
cross join shop
where t.product_id is not null
    and t.category <> ''
order by day, t.product_id, t.currency, t.at desc, t.category collate "C" desc
on conflict (day, product_id, currency) do update
set category = excluded.category,
    category_at = excluded.category_at;

alter table product_stats
    add constraint a_category_has_its_time check ((category is null) = (category_at is null));
