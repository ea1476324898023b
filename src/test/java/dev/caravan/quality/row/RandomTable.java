package dev.caravan.quality.row;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Rows of several types with ties, nulls, odd texts and, in a double, what is no number. */
final class RandomTable {
    static final List<String> ALL = List.of("id", "n", "m", "d", "i", "t", "u", "z", "dt", "b", "g");
    static final List<String> COLUMNS = ALL.subList(1, ALL.size());
    static final List<String> NUMBERS = List.of("n", "m", "d", "i");

    private static final List<String> DECIMALS =
            List.of("-1.50", "0", "1", "1.0", "2.5", "2.50", "10", "12345678901234567890.5", "0.001");
    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "B",
            "\u00e4",
            "\uD83C\uDF75",
            "\uFF34",
            "tea",
            "Tea 5%",
            "a_b",
            "line\nbreak",
            "2026-03-01",
            "2026-02-30",
            "03/01/2026",
            "1 Mar 2026",
            "12:30",
            "{\"a\": 1}",
            "{\"b\": 1}",
            "[1, 2",
            "12",
            "null");
    private static final List<String> TIMES = List.of(
            "2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z", "2026-03-28T23:00:00Z", "2026-03-29T00:00:00.000001Z");
    private static final List<String> DATES = List.of("2026-03-28", "2026-03-29", "2024-02-29");
    private static final List<String> IDS =
            List.of("00000000-0000-0000-0000-00000000000a", "ffffffff-0000-0000-0000-000000000000");
    private static final Map<String, List<String>> POOLS = Map.of(
            "n",
            DECIMALS,
            "m",
            List.of("0", "1", "2", "3"),
            "d",
            List.of("0.1", "1", "2.5", "-3", "1e-7"),
            "i",
            List.of("-2", "0", "1", "2", "5"),
            "t",
            TEXTS,
            "u",
            List.of("a", "b", "B"),
            "z",
            TIMES,
            "dt",
            DATES,
            "b",
            List.of("true", "false"),
            "g",
            IDS);

    private RandomTable() {}

    /** As a suite would give it. */
    static Object given(String column, Random random) {
        List<String> pool = POOLS.getOrDefault(column, List.of("1"));
        String text = pool.get(random.nextInt(pool.size()));
        return switch (column) {
            case "n", "m", "d", "i" -> new java.math.BigDecimal(text);
            case "b" -> Boolean.valueOf(text);
            case "z" -> random.nextBoolean() ? text : "2026-03-29";
            default -> text;
        };
    }

    static void create(Connection connection, String name, int rows, Random random) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "create table " + name + " (id bigint primary key, n numeric, m numeric(10,2),"
                            + " d double precision, i integer, t text, u varchar(10), z timestamptz, dt date, b boolean, g uuid)");
        }
        boolean withNaN = random.nextBoolean();
        String nullColumn = COLUMNS.get(random.nextInt(COLUMNS.size()));
        double nulls = random.nextInt(3) * 0.2;
        try (PreparedStatement insert =
                connection.prepareStatement("insert into " + name + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (int row = 0; row < rows; row++) {
                insert.setLong(1, row);
                for (int i = 0; i < COLUMNS.size(); i++) {
                    String column = COLUMNS.get(i);
                    List<String> pool = POOLS.getOrDefault(column, List.of());
                    boolean isNull = random.nextDouble() < (column.equals(nullColumn) ? 0.95 : nulls);
                    boolean isNaN = withNaN && column.equals("d") && random.nextInt(10) == 0;
                    insert.setObject(
                            i + 2, isNull ? null : isNaN ? "NaN" : pool.get(random.nextInt(pool.size())), Types.OTHER);
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
