package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;

/** Holds every derived table against its recomputation from the events alone, column by column. */
public final class Recomputation {
    private static final List<String> TABLES = List.of(
            "visitors",
            "sessions",
            "orders",
            "order_items",
            "refunds",
            "metrics_minute",
            "revenue_minute",
            "product_stats");

    private Recomputation() {}

    /** Fails with the rows that differ. The stream must stand still. */
    public static void assertEqualsDerivedTables(RunningCaravan caravan) {
        assertEqualsDerivedTables(caravan::query);
    }

    /** The same for whoever answers a query with its rows. */
    public static void assertEqualsDerivedTables(Function<String, List<String>> database) {
        for (String table : TABLES) {
            String columns = database.apply(
                            "select string_agg(quote_ident(column_name), ', ' order by ordinal_position)"
                                    + " from information_schema.columns where table_schema = 'public' and table_name = '"
                                    + table
                                    + "'")
                    .get(0);
            String kept = "select " + columns + " from public." + table;
            String afresh = "select " + columns + " from recomputed." + table;
            assertThat(database.apply("(" + kept + " except all " + afresh + ") limit 5"))
                    .as("rows of %s that the events don't tell", table)
                    .isEmpty();
            assertThat(database.apply("(" + afresh + " except all " + kept + ") limit 5"))
                    .as("rows that the events tell and %s has not", table)
                    .isEmpty();
        }
    }

    /** Fails where a partition's sums don't agree. */
    public static void assertEveryRecordHasItsPlace(RunningCaravan caravan) {
        assertThat(caravan.query("select partition from stream_offsets"
                        + " where next_offset - first_offset - gaps <> stored + duplicates + dead"))
                .as("partitions whose sums don't agree")
                .isEmpty();
        assertThat(caravan.count("select count(*) from events"))
                .as("rows of events")
                .isEqualTo(caravan.count("select coalesce(sum(stored), 0) from stream_offsets"));
        assertThat(caravan.count("select count(*) from dead_letters"))
                .as("rows of dead_letters")
                .isEqualTo(caravan.count("select coalesce(sum(dead), 0) from stream_offsets"));
    }
}
