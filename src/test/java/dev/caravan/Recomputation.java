package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;

/** Holds every derived table against its recomputation from the events alone, column by column. */
public final class Recomputation {
    /** The tables that are derived from events. */
    public static final List<String> TABLES = List.of(
            "visitors",
            "sessions",
            "orders",
            "order_items",
            "refunds",
            "metrics_minute",
            "revenue_minute",
            "product_stats");

    /** The tables that the job roll-up makes of those. A sketch has no recomputation, the number that it gives has. */
    public static final List<String> ROLL_UPS = List.of(
            "session_days",
            "order_days",
            "product_sales_days",
            "product_refund_days",
            "visitor_days",
            "retention_weeks",
            "carts");

    private Recomputation() {}

    /** Fails with the rows that differ. The stream must stand still. */
    public static void assertEqualsDerivedTables(RunningCaravan caravan) {
        assertEqualsDerivedTables(caravan::query, "recomputed");
    }

    /** The same for whoever answers a query with its rows. */
    public static void assertEqualsDerivedTables(Function<String, List<String>> query) {
        assertEqualsDerivedTables(query, "recomputed");
    }

    /**
     * Fails with the rows that differ. The stream must stand still.
     *
     * @param query gives the rows of a statement as text
     * @param schema holds what the derived tables must equal, under the same names
     */
    public static void assertEqualsDerivedTables(Function<String, List<String>> query, String schema) {
        assertEqualTables(query, schema, TABLES);
    }

    /** Fails with the rows that differ. The stream must stand still, and the job roll-up must have run since. */
    public static void assertEqualsRollUps(Function<String, List<String>> query) {
        assertEqualTables(query, "recomputed", ROLL_UPS);
    }

    private static void assertEqualTables(Function<String, List<String>> query, String schema, List<String> tables) {
        for (String table : tables) {
            String columns = query.apply("select string_agg(quote_ident(column_name), ', ' order by ordinal_position)"
                            + " from information_schema.columns where table_schema = 'public' and table_name = '"
                            + table + "' and column_name <> 'sketch'")
                    .get(0);
            String kept = "select " + columns + " from public." + table;
            String afresh = "select " + columns + " from " + schema + "." + table;
            assertThat(query.apply("(" + kept + " except all " + afresh + ") limit 5"))
                    .as("rows of %s that are not in %s", table, schema)
                    .isEmpty();
            assertThat(query.apply("(" + afresh + " except all " + kept + ") limit 5"))
                    .as("rows in %s that %s has not", schema, table)
                    .isEmpty();
        }
    }

    /** Fails where a partition's sums don't agree. */
    public static void assertEveryRecordHasItsPlace(RunningCaravan caravan) {
        assertEveryRecordHasItsPlace(caravan::query);
    }

    /** Fails where a partition's sums don't agree. */
    public static void assertEveryRecordHasItsPlace(Function<String, List<String>> query) {
        assertThat(query.apply("select partition from stream_offsets"
                        + " where next_offset - first_offset - gaps <> stored + duplicates + dead"))
                .as("partitions whose sums don't agree")
                .isEmpty();
        assertThat(query.apply("select count(*) from events"))
                .as("rows of events")
                .isEqualTo(query.apply("select coalesce(sum(stored), 0) from stream_offsets"));
        assertThat(query.apply("select count(*) from dead_letters"))
                .as("rows of dead_letters")
                .isEqualTo(query.apply("select coalesce(sum(dead), 0) from stream_offsets"));
    }

    /** Fails unless each suite of the stream has each record in exactly one window. The stream must stand still. */
    public static void assertWindowsHoldEveryRecord(Function<String, List<String>> query) {
        String places = query.apply("select sum(stored + duplicates + dead) from stream_offsets")
                .get(0);
        assertThat(query.apply("select sum(records) from ("
                        + "select suite, records from quality_windows"
                        + " union all select suite, records from quality_window_parts) as r group by suite"))
                .as("records in the windows of each suite")
                .isNotEmpty()
                .allSatisfy(sum -> assertThat(sum).isEqualTo(places));
    }
}
