package dev.caravan.quality.table;

import dev.caravan.quality.Verdict;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one expectation is judged. */
sealed interface Plan {

    /**
     * By numbers that the common scan gives, and what follows from them.
     *
     * @param expressions aggregates over the suite's rows
     */
    record Scan(List<String> expressions, Judge judge) implements Plan {}

    /** By statements of its own, or by the catalog alone. */
    record Own(Work work) implements Plan {}

    interface Judge {
        /** The verdict, from the values of the expressions. */
        Verdict judge(List<@Nullable Object> values) throws SQLException;
    }

    interface Work {
        Verdict judge() throws SQLException;
    }
}
