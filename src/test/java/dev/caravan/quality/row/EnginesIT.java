package dev.caravan.quality.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.quality.ColumnTypes;
import dev.caravan.quality.Expectation;
import dev.caravan.quality.ExpectationType;
import dev.caravan.quality.RowCondition;
import dev.caravan.quality.Suite;
import dev.caravan.quality.Target;
import dev.caravan.quality.Verdict;
import dev.caravan.quality.table.TableEngine;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * SQL, a cursor, and parts that are merged in any order come to the same verdict. {@code -Dquality.seed=…} repeats a run.
 */
class EnginesIT {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = Instant.parse("2026-04-01T10:00:00Z");
    private static final int[] ROWS = {0, 1, 7, 40, 160, 160};
    private static final int OF_EACH_TYPE = 4;
    private static final List<ExpectationType> ORDERED = List.of(
            ExpectationType.EXPECT_COLUMN_VALUES_TO_BE_INCREASING,
            ExpectationType.EXPECT_COLUMN_VALUES_TO_BE_DECREASING);

    @Test
    void allComeToTheSameVerdict() throws Exception {
        long seed = Long.getLong("quality.seed", 20261);
        System.out.println("-Dquality.seed=" + seed);
        Random random = new Random(seed);
        RandomExpectations expectations = new RandomExpectations(random);
        List<String> differences = new ArrayList<>();
        Map<String, Set<String>> outcomes = new TreeMap<>();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                Connection connection = postgres.getPostgresDatabase().getConnection()) {
            for (int table = 0; table < ROWS.length; table++) {
                RandomTable.create(connection, "t" + table, ROWS[table], random);
                Suite suite = suite("t" + table, expectations, random);
                List<Verdict> bySql = new TableEngine(Duration.ofMinutes(1)).run(connection, suite, NOW, BERLIN);
                List<Verdict> byCursor = new CursorEngine().run(connection, suite, NOW, BERLIN);
                compare("cursor", suite, bySql, byCursor, differences);
                compareParts(connection, suite, byCursor, random, differences);
                bySql.forEach(
                        one -> outcomes.computeIfAbsent(one.expectation().type().code(), any -> new TreeSet<>())
                                .add(one.exception() == null ? String.valueOf(one.success()) : "raised"));
            }
        }
        assertThat(differences).isEmpty();
        assertThat(outcomes).hasSize(RandomExpectations.types().size());
        assertThat(outcomes)
                .allSatisfy((type, outcome) -> assertThat(outcome).as(type).doesNotContain("raised"));
    }

    private static Suite suite(String table, RandomExpectations random, Random dice) {
        List<Expectation> expectations = new ArrayList<>();
        for (ExpectationType type : RandomExpectations.types()) {
            for (int i = 0; i < OF_EACH_TYPE; i++) {
                expectations.add(random.next(type));
            }
        }
        RowCondition condition = dice.nextInt(4) == 0 ? random.condition(1) : null;
        Target target = new Target.Table(table, condition, null, List.of());
        return new Suite(table, target, expectations, Map.of(), table + ".yaml");
    }

    private static void compareParts(
            Connection connection, Suite suite, List<Verdict> expected, Random random, List<String> differences)
            throws SQLException {
        Target.Table target = (Target.Table) suite.target();
        boolean inRuns = random.nextBoolean();
        List<Integer> judged = new ArrayList<>();
        for (int i = 0; i < expected.size(); i++) {
            ExpectationType type = suite.expectations().get(i).type();
            boolean isOrder = ORDERED.contains(type);
            boolean hasOrder = !suite.expectations().get(i).list("order_by").isEmpty();
            boolean needsTwoPasses = type == ExpectationType.EXPECT_COLUMN_VALUE_Z_SCORES_TO_BE_LESS_THAN;
            if (!needsTwoPasses && !hasOrder && (inRuns || !isOrder)) {
                judged.add(i);
            }
        }
        List<Expectation> expectations =
                judged.stream().map(i -> suite.expectations().get(i)).toList();
        List<Seen> parts = parts(connection, target, expectations, inRuns, random);
        Collections.shuffle(parts, random);
        Seen whole = parts.get(0);
        parts.subList(1, parts.size()).forEach(whole::merge);
        Suite ofParts = new Suite(suite.name(), target, expectations, Map.of(), suite.file());
        compare(
                inRuns ? "runs" : "parts",
                ofParts,
                judged.stream().map(expected::get).toList(),
                whole.verdicts(expectations, new Judgement(NOW, BERLIN)),
                differences);
    }

    /** Rows dealt out to five parts, in runs or one by one, each part written and read again. */
    private static List<Seen> parts(
            Connection connection, Target.Table target, List<Expectation> expectations, boolean inRuns, Random random)
            throws SQLException {
        List<Seen> parts = new ArrayList<>();
        try (PreparedStatement select =
                        connection.prepareStatement("select * from " + target.table() + " order by id");
                ResultSet cursor = select.executeQuery()) {
            CursorRows rows = new CursorRows(cursor.getMetaData(), BERLIN);
            List<Judge> judges = expectations.stream()
                    .map(one -> Judge.of(one, rows.shape(), BERLIN))
                    .toList();
            for (int i = 0; i < 5; i++) {
                parts.add(new Seen(judges));
            }
            RowCondition condition = target.rowCondition();
            Filter filter = condition == null ? null : Filter.of(condition, rows.shape(), BERLIN);
            Row row = new Row(rows.shape().names().size());
            int part = 0;
            while (cursor.next()) {
                rows.read(cursor, row);
                row.offset++;
                part = inRuns ? Math.min(4, part + random.nextInt(20) / 19) : random.nextInt(5);
                if (filter == null || filter.of(row.values) == Filter.Truth.TRUE) {
                    parts.get(part).add(row);
                }
            }
            return parts.stream().map(one -> readAgain(one, judges)).collect(Collectors.toCollection(ArrayList::new));
        }
    }

    private static Seen readAgain(Seen seen, List<Judge> judges) {
        Output out = new Output();
        seen.write(out);
        Seen again = new Seen(judges);
        Input in = new Input(out.toBytes());
        again.read(in);
        assertThat(in.isAtEnd()).isTrue();
        return again;
    }

    private static void compare(
            String how, Suite suite, List<Verdict> one, List<Verdict> other, List<String> differences) {
        for (int i = 0; i < one.size(); i++) {
            String first = told(one.get(i));
            String second = told(other.get(i));
            if (!first.equals(second)) {
                Expectation expectation = suite.expectations().get(i);
                differences.add("%s %s%n  %s %s where %s and %s%n  first  %s%n  second %s"
                        .formatted(
                                how,
                                suite.name(),
                                expectation.type().code(),
                                expectation.kwargs(),
                                expectation.rowCondition(),
                                ((Target.Table) suite.target()).rowCondition(),
                                first + " " + one.get(i).exception(),
                                second + " " + other.get(i).exception()));
            }
        }
    }

    private static String told(Verdict verdict) {
        if (verdict.exception() != null) {
            return "raised";
        }
        Verdict.Counts counts = verdict.counts();
        String rows = counts == null ? "" : counts.elements() + "/" + counts.missing() + "/" + counts.unexpected();
        String observed = plain(verdict.observed());
        boolean isType = verdict.expectation().kwargs().containsKey("type_")
                || verdict.expectation().kwargs().containsKey("type_list");
        return verdict.success() + " " + rows + " " + (isType ? ColumnTypes.canonical(observed) : observed);
    }

    private static String plain(@Nullable Object value) {
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros().toPlainString();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(EnginesIT::plain).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + plain(entry.getValue()))
                    .sorted()
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return String.valueOf(value);
    }
}
