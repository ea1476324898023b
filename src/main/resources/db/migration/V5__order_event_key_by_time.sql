-- Events come in the order of their times, their ids in none: led by the time, the key is written at its end and stays in memory, however
-- large the table grows.

alter table events
    drop constraint events_event_id_event_time_key,
    add unique (event_time, event_id);
