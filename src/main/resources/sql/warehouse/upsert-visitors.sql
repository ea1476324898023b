-- Idempotent. Locks the row of every visitor of the batch, in order, even where nothing changes: derived sessions rely on it.
insert into visitors as v (visitor_id, first_seen_at)
select visitor_id, first_seen_at
from unnest(?::text[], ?::timestamptz[]) as n (visitor_id, first_seen_at)
on conflict (visitor_id) do update
set first_seen_at = excluded.first_seen_at
where v.first_seen_at > excluded.first_seen_at
