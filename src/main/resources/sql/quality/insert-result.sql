-- Not idempotent. One expectation's result of a run.
insert into quality_results (
    run_id,
    position,
    expectation_id,
    type,
    column_name,
    severity,
    success,
    raised,
    config,
    result,
    observed,
    elements,
    unexpected,
    sql,
    failing_rows_sql,
    approximate
)
values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?, ?, ?, ?)
