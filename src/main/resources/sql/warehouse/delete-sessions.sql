-- Derived sessions that have become part of another.
delete from sessions
where session_id = any (?)
