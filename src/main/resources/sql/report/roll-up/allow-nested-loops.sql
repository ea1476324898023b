-- Ends what forbid-nested-loops.sql begins.
set local enable_nestloop = on
