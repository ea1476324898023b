/**
 * Expectations about tables, compiled to PostgreSQL's SQL. Knows JDBC and PostgreSQL's catalog; the rows stay in the database, which only
 * tells what it counted. What an expectation means for a value stands in {@code dev.caravan.quality}.
 */
@NullMarked
package dev.caravan.quality.table;

import org.jspecify.annotations.NullMarked;
