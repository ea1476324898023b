package dev.caravan.quality;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a suite is about. */
public sealed interface Target {

    /** As a run and the page name it. */
    String name();

    /**
     * The stream of records, window by window. A record is in the window of its own timestamp.
     *
     * @param window its length; windows are aligned to the epoch
     */
    record Stream(Duration window) implements Target {
        @Override
        public String name() {
            return "stream";
        }
    }

    /**
     * A table or view, or those of its rows that are meant.
     *
     * @param table as SQL names it, with its schema where it has one
     * @param rowCondition null: all rows
     * @param partition null: all times
     * @param key columns that name a row; empty: the table's primary key
     */
    record Table(
            String table,
            @Nullable RowCondition rowCondition,
            @Nullable Partition partition,
            List<String> key) implements Target {
        @Override
        public String name() {
            return table;
        }

        public Table ofAllTimes() {
            return new Table(table, rowCondition, null, key);
        }
    }
}
