-- Ends the sessions that hold a fence while their client stands still in the middle of a copy: no timeout of the server does. One row each; idempotent.
select pg_terminate_backend(a.pid)
from pg_stat_activity as a
where a.datname = current_database()
    and a.usename = current_user
    and a.state = 'active'
    and a.wait_event = 'ClientRead'
    and a.query_start < clock_timestamp() - interval '15 seconds'
    and a.pid in (
        select l.pid
        from pg_locks as l
        where l.relation = 'stream_offsets'::regclass
            and l.mode = 'RowShareLock'
            and l.granted
    )
