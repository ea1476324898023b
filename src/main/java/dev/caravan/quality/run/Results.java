package dev.caravan.quality.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.quality.Expectation;
import dev.caravan.quality.GxJson;
import dev.caravan.quality.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What tables and alerts say of a verdict. */
final class Results {
    private Results() {}

    /** The columns that an expectation is about, for people; null where it is about the table. */
    static @Nullable String column(Expectation expectation) {
        List<String> columns = new ArrayList<>();
        for (String kwarg : List.of("column", "column_A", "column_B")) {
            Stream.ofNullable(expectation.text(kwarg)).forEach(columns::add);
        }
        expectation.list("column_list").forEach(column -> columns.add(String.valueOf(column)));
        return columns.isEmpty() ? null : String.join(", ", columns);
    }

    /** What was seen, as Great Expectations writes it, complete. */
    static JsonNode result(Verdict verdict) {
        return GxJson.result(verdict).path("result");
    }

    /** In one sentence. */
    static String summary(String target, Verdict verdict) {
        Expectation expectation = verdict.expectation();
        String column = column(expectation);
        String what = target + (column == null ? "" : "." + column) + ": "
                + expectation.type().code();
        Verdict.Counts counts = verdict.counts();
        if (verdict.exception() != null) {
            return what + " can't be judged: " + verdict.exception();
        }
        return counts == null
                ? what + ": observed " + result(verdict).path("observed_value")
                : what + ": " + counts.unexpected() + " of " + counts.nonMissing() + " values are not as expected";
    }
}
