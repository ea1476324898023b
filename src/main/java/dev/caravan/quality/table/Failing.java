package dev.caravan.quality.table;

import dev.caravan.quality.ColumnTypes;
import dev.caravan.quality.Expectation;
import dev.caravan.quality.ExpectationType;
import dev.caravan.quality.Values;
import dev.caravan.quality.Verdict;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The verdict about rows, with some of those that fail. */
final class Failing {
    /** Values that a verdict shows. */
    static final int SHOWN = 20;
    /** Up to so many failing rows are read and counted here, which spares the database to go through the table twice. */
    private static final int READ_ROWS = 10_000;

    private final Session session;

    Failing(Session session) {
        this.session = session;
    }

    /** The select of failing rows of a rule, without order. */
    String rowsSql(RowRule rule) {
        return "select " + selected(rule.judged()) + "\n" + session.from(rule.expectation(), rule.failing());
    }

    /** The place of a row and the judged columns that it doesn't hold already. */
    String selected(List<Column> judged) {
        List<Column> more = besideKey(judged);
        return session.relation().place() + (more.isEmpty() ? "" : ", " + RowRule.select(more));
    }

    List<Column> besideKey(List<Column> judged) {
        return judged.stream()
                .distinct()
                .filter(column -> !session.relation().key().contains(column))
                .toList();
    }

    /**
     * The verdict.
     *
     * @param sql that counted
     * @param failingSql of the failing rows, by {@link Relation#placeColumns}
     */
    Verdict verdict(
            Expectation expectation, List<Column> judged, List<Long> counts, String sql, @Nullable String failingSql)
            throws SQLException {
        long unexpected = counts.get(2);
        List<@Nullable Object> shown = new ArrayList<>();
        List<Verdict.ValueCount> valueCounts = new ArrayList<>();
        if (unexpected > 0 && failingSql != null && !judgesNull(expectation.type())) {
            if (unexpected <= READ_ROWS) {
                read(judged, failingSql, shown, valueCounts);
            } else {
                ask(judged, failingSql, shown, valueCounts);
            }
        }
        Verdict.Counts all = new Verdict.Counts(counts.get(0), counts.get(1), unexpected, shown, valueCounts);
        return Verdict.ofRows(expectation, all).withSql(sql, unexpected > 0 ? failingSql : null);
    }

    private static boolean judgesNull(ExpectationType type) {
        return type == ExpectationType.EXPECT_COLUMN_VALUES_TO_NOT_BE_NULL
                || type == ExpectationType.EXPECT_COLUMN_VALUES_TO_BE_NULL;
    }

    private void read(
            List<Column> judged, String failingSql, List<@Nullable Object> shown, List<Verdict.ValueCount> valueCounts)
            throws SQLException {
        String sql = "select " + names(judged) + "\nfrom (\n" + failingSql + "\n) as failing" + order();
        Map<List<@Nullable Object>, Long> counts = new LinkedHashMap<>();
        session.each(sql, row -> {
            if (shown.size() < SHOWN) {
                shown.add(shownValue(judged, row));
            }
            List<@Nullable Object> alike = new ArrayList<>();
            row.forEach(value -> alike.add(Values.observed(value)));
            counts.merge(alike, 1L, Long::sum);
        });
        counts.entrySet().stream()
                .sorted(Map.Entry.<List<@Nullable Object>, Long>comparingByValue()
                        .reversed())
                .limit(SHOWN)
                .forEach(entry ->
                        valueCounts.add(new Verdict.ValueCount(shownValue(judged, entry.getKey()), entry.getValue())));
    }

    private String order() {
        String names = session.relation().placeColumns().stream()
                .map(column -> Literal.name(column.name()))
                .collect(Collectors.joining(", "));
        return "\norder by " + names;
    }

    /** Of more rows than are read: the first that the database finds, and what it counts. */
    private void ask(
            List<Column> judged, String failingSql, List<@Nullable Object> shown, List<Verdict.ValueCount> valueCounts)
            throws SQLException {
        String names = names(judged);
        for (List<@Nullable Object> row :
                session.rows("select " + names + "\nfrom (\n" + failingSql + "\n) as failing\nlimit " + SHOWN)) {
            shown.add(shownValue(judged, row));
        }
        String ties = judged.stream()
                .map(column -> column.quoted() + (column.kind() == ColumnTypes.Kind.TEXT ? " collate \"C\"" : ""))
                .collect(Collectors.joining(", "));
        String sql = "select " + names + ", count(*)\nfrom (\n" + failingSql + "\n) as failing\ngroup by " + names
                + "\norder by count(*) desc, " + ties + "\nlimit " + SHOWN;
        for (List<@Nullable Object> row : session.rows(sql)) {
            valueCounts.add(new Verdict.ValueCount(
                    shownValue(judged, row.subList(0, judged.size())), TableEngine.count(row.get(judged.size()))));
        }
    }

    private static String names(List<Column> judged) {
        return judged.stream().map(Column::quoted).collect(Collectors.joining(", "));
    }

    /** A value by itself; a pair as a list; of more columns by their names. */
    private static @Nullable Object shownValue(List<Column> judged, List<@Nullable Object> row) {
        if (judged.size() == 1) {
            return Values.observed(row.get(0));
        }
        List<@Nullable Object> values = new ArrayList<>();
        row.forEach(value -> values.add(Values.observed(value)));
        if (judged.size() == 2) {
            return Collections.unmodifiableList(values);
        }
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            named.put(judged.get(i).name(), values.get(i));
        }
        return Collections.unmodifiableMap(named);
    }
}
