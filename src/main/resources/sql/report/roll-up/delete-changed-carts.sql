-- The carts of one day whose session has changed, was ordered, begins on another day or is gone. Parameters: its first instant, the next
-- day's, the day twice, the first two again.
delete from carts as c
using (
    select k.session_id
    from carts as k
    join sessions as s using (session_id)
    where s.started_at >= ?
      and s.started_at < ?
      and k.day <> ?
    union
    select k.session_id
    from carts as k
    where k.day = ?
      and not exists (
          select
          from sessions as s
          where s.session_id = k.session_id
            and s.events = k.session_events
            and s.ended_at = k.ended_at
            and s.purchases = 0
            and s.started_at >= ?
            and s.started_at < ?
      )
) as stale
where stale.session_id = c.session_id
