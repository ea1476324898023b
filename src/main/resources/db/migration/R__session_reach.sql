-- How far down the funnel a session came; a step counts for those before it too.

create or replace function session_reach(product_views integer, cart_adds integer, checkouts integer, purchases integer)
returns integer
language sql
immutable
return case
    when purchases > 0 then 4
    when checkouts > 0 then 3
    when cart_adds > 0 then 2
    when product_views > 0 then 1
    else 0
end;

comment on function session_reach is '4 order, 3 checkout, 2 cart, 1 product view, 0 none of them';
