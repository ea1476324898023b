-- Reads only. One row: bytes on disk of the whole database.
select pg_database_size(current_database()) as size
