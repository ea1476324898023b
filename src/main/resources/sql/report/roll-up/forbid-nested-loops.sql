-- Until the transaction ends or they are allowed again: tables that just grew seem to be empty, and loops over them take minutes.
set local enable_nestloop = off
