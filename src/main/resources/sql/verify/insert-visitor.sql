-- For a transaction that is rolled back: nothing of it is ever seen.
insert into visitors (visitor_id, first_seen_at)
values (?, timestamptz '2000-01-02 00:00+00')
