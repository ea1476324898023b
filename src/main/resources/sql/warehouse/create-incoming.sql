-- The rows of one batch on their way into events. Lives in the session, empty after each transaction.
create temporary table if not exists incoming
(like events including defaults)
on commit delete rows
