-- Data quality: what was judged and what came of it, the windows of the stream, and who is to be told.

create table quality_runs (
    run_id uuid primary key,
    suite text not null,
    target text not null,
    trigger text not null,
    started_at timestamptz not null,
    ended_at timestamptz not null,
    range_from timestamptz,
    range_to timestamptz,
    success boolean not null,
    score numeric,
    evaluated integer not null,
    successful integer not null,
    critical_failed integer not null,
    meta jsonb not null default '{}',
    constraint trigger_is_known check (trigger in ('schedule', 'request', 'import', 'window', 'command')),
    constraint range_has_both_ends check ((range_from is null) = (range_to is null) and range_from <= range_to),
    constraint score_is_a_ratio check (score between 0 and 1),
    constraint counts_agree
        check (
            successful between 0 and evaluated
            and critical_failed between 0 and evaluated - successful
            and success = (successful = evaluated)
        )
);

create index quality_runs_of_suite on quality_runs (suite, started_at desc, run_id desc);
create index quality_runs_of_window on quality_runs (suite, range_from desc);
create index quality_runs_by_start on quality_runs (started_at desc, run_id desc);

comment on table quality_runs is
    'One row is one judgement of a whole suite. Written by the quality stage; the run of a window is replaced when late records came. Deleted after quality.retention-days.';
comment on column quality_runs.range_from is 'the window or partition that was looked at, with its start and without its end; null: all times';
comment on column quality_runs.score is 'share of expectations that are met, weighted by severity; null for an empty suite';

create table quality_results (
    run_id uuid not null references quality_runs on delete cascade,
    position integer not null,
    expectation_id text not null,
    type text not null,
    column_name text,
    severity text not null,
    success boolean not null,
    raised text,
    config jsonb not null,
    result jsonb not null,
    observed numeric,
    elements bigint,
    unexpected bigint,
    sql text,
    failing_rows_sql text,
    approximate boolean not null default false,
    primary key (run_id, position),
    constraint severity_is_known check (severity in ('critical', 'warning', 'info')),
    constraint what_raised_is_not_met check (raised is null or not success)
);

comment on table quality_results is
    'One row is one expectation of one run. Written with its run, never updated.';
comment on column quality_results.severity is 'what it counts as: critical where it could not be judged';
comment on column quality_results.raised is 'why it could not be judged; null where it was';
comment on column quality_results.config is 'the expectation as Great Expectations writes it';
comment on column quality_results.result is 'the result as Great Expectations writes it, in the format COMPLETE';
comment on column quality_results.approximate is 'a sketch was needed, whose error stands in the expectation''s documentation';
comment on column quality_results.observed is 'what an aggregate or row count saw, where that is a number: what baselines learn from';

create table quality_window_parts (
    suite text not null,
    fingerprint text not null,
    window_start timestamptz not null,
    part_id bigint generated always as identity,
    records bigint not null,
    state bytea not null,
    primary key (suite, fingerprint, window_start, part_id),
    constraint a_part_has_records check (records > 0)
);

-- What judged them is not always smaller when it is packed, and is deleted within seconds.
alter table quality_window_parts alter column state set storage external;

comment on table quality_window_parts is
    'One row is what one batch adds to one window of the stream, for one suite. Written by the store stage in the transaction that stores the batch, so that each record is in exactly one; merged into quality_windows and deleted by the job judge-windows.';

create table quality_windows (
    suite text not null,
    fingerprint text not null,
    window_start timestamptz not null,
    window_end timestamptz not null,
    records bigint not null,
    state bytea not null,
    judged_at timestamptz,
    run_id uuid,
    primary key (suite, fingerprint, window_start),
    constraint a_window_has_records check (records > 0),
    constraint a_window_takes_time check (window_start < window_end)
);

create index quality_windows_to_judge on quality_windows (window_end) where judged_at is null;
create index quality_windows_of_run on quality_windows (run_id);
create index quality_windows_by_end on quality_windows (window_end);

comment on table quality_windows is
    'One row is one window of the stream for one suite. Written and updated by the job judge-windows, kept for records that come late. Of each suite, the records of windows and parts together are those that have found their place since there is the suite.';
comment on column quality_windows.fingerprint is 'of the suite''s expectations: after a change the window begins anew beside the old one';
comment on column quality_windows.judged_at is 'null while the window isn''t judged, or records came after it was';

create table alerts (
    alert_id bigint generated always as identity primary key,
    name text not null,
    source text not null,
    severity text not null,
    summary text not null,
    details jsonb not null,
    fingerprint text not null,
    fired_at timestamptz not null,
    resolved_at timestamptz,
    announcing_until timestamptz,
    fired_announced_at timestamptz,
    resolved_announced_at timestamptz,
    constraint severity_is_known check (severity in ('critical', 'warning', 'info')),
    constraint it_fires_before_it_is_resolved check (fired_at <= resolved_at)
);

create unique index alerts_that_fire on alerts (source, fingerprint) where resolved_at is null;
create index alerts_by_time on alerts (fired_at desc, alert_id desc);
create index alerts_to_announce on alerts (alert_id)
where fired_announced_at is null or (resolved_at is not null and resolved_announced_at is null);

comment on table alerts is
    'One row is one time at which something was wrong, from when it was found until it was over. Written by the stage in source, updated when it is over and when others were told.';
comment on column alerts.fingerprint is 'what is wrong: there is at most one open alert of each';
comment on column alerts.announcing_until is 'an instance is at it: others leave it alone until then';
comment on column alerts.fired_announced_at is 'when it was in the topic of alerts; null: not yet';
