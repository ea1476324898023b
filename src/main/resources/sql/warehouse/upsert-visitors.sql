-- Idempotent, in key order. Writes who is new or was here earlier than known, and locks the row of everyone whose sessions are derived, even
-- where nothing changes: one transaction at a time works on those. The others' rows are only looked at.
insert into visitors as v (visitor_id, first_seen_at)
select n.visitor_id, n.first_seen_at
from unnest(?::text[], ?::timestamptz[], ?::boolean[]) as n (visitor_id, first_seen_at, lock)
where n.lock
    or not exists (
        select 1
        from visitors as k
        where k.visitor_id = n.visitor_id
            and k.first_seen_at <= n.first_seen_at
    )
on conflict (visitor_id) do update
set first_seen_at = excluded.first_seen_at
where v.first_seen_at > excluded.first_seen_at
