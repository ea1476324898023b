package dev.caravan.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** What the binary format holds is what PostgreSQL reads. */
class BinaryBufferIT {
    private static final List<String> NUMBERS = List.of(
            "0",
            "0.00",
            "1",
            "-1",
            "9999",
            "10000",
            "10001",
            "0.1",
            "0.0001",
            "0.00001",
            "12.34",
            "-12.3456",
            "1E+3",
            "1.50E-7",
            "99999999999999.99",
            "9223372036854775807",
            "9223372036854775808",
            "123456789012345678901234567890.123456789");
    private static final List<String> TEXTS =
            List.of("", "plain", "tab\tnewline\nbackslash\\", "Größe", "日本語", "mixed 😀 end", "\\N");

    @Test
    void everyValueComesBackAsItWas() throws Exception {
        List<BigDecimal> numbers = numbers();
        UUID uuid = UUID.fromString("fab3efc5-a021-465f-8bf5-ec1b1fe898a4");
        Instant at = Instant.parse("1999-12-31T23:59:59.999999Z");
        BinaryBuffer rows = BinaryBuffer.ofCopy();
        for (int i = 0; i < numbers.size(); i++) {
            rows.row(7);
            rows.integer(i);
            rows.numeric(numbers.get(i));
            rows.text(TEXTS.get(i % TEXTS.size()));
            rows.jsonb(i % 2 == 0 ? null : "{\"ö\": [1, 2]}");
            rows.uuid(uuid);
            rows.timestamp(at.plusSeconds(i));
            rows.bigint(Long.MIN_VALUE + i);
        }
        rows.finish();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "create table copied (i integer, n numeric, t text, j jsonb, u uuid, at timestamptz, b bigint)");
            CopyIn copy =
                    connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy copied from stdin (format binary)");
            copy.writeToCopy(rows.bytes(), 0, rows.length());
            copy.endCopy();
            try (ResultSet row = statement.executeQuery("select * from copied order by i")) {
                for (int i = 0; i < numbers.size(); i++) {
                    assertThat(row.next()).isTrue();
                    assertThat(row.getString(2)).isEqualTo(numbers.get(i).toPlainString());
                    assertThat(row.getString(3)).isEqualTo(TEXTS.get(i % TEXTS.size()));
                    assertThat(row.getString(4)).isEqualTo(i % 2 == 0 ? null : "{\"ö\": [1, 2]}");
                    assertThat(row.getObject(5)).isEqualTo(uuid);
                    assertThat(row.getTimestamp(6).toInstant()).isEqualTo(at.plusSeconds(i));
                    assertThat(row.getLong(7)).isEqualTo(Long.MIN_VALUE + i);
                }
            }
        }
    }

    @Test
    void everyElementOfAnArrayComesBackAsItWas() throws Exception {
        UUID uuid = UUID.fromString("fab3efc5-a021-465f-8bf5-ec1b1fe898a4");
        Instant at = Instant.parse("1999-12-31T23:59:59.999999Z");
        LocalDate day = LocalDate.parse("1999-12-31");
        Columns rows = new Columns(ColumnType.values());
        rows.add("日本语 \" {,}", true, -5, Long.MAX_VALUE, new BigDecimal("-12.3400"), uuid, day, at);
        rows.add(null, null, null, null, null, null, null, null);
        rows.add("", false, 0, 0L, BigDecimal.ZERO, uuid, day.plusDays(60), at.plusSeconds(1));
        assertThat(unnested(rows))
                .containsExactly(
                        "日本语 \" {,}|t|-5|9223372036854775807|-12.3400|" + uuid
                                + "|1999-12-31|1999-12-31 23:59:59.999999+00",
                        "",
                        "|f|0|0|0|" + uuid + "|2000-02-29|2000-01-01 00:00:00.999999+00");
    }

    @Test
    void noRowsAreEmptyArrays() throws Exception {
        assertThat(unnested(new Columns(ColumnType.values()))).isEmpty();
    }

    @Test
    void aValueOfAnotherClassThanItsColumnIsRefused() {
        Columns rows = new Columns(ColumnType.BIGINT);
        assertThatThrownBy(() -> rows.add(5)).isInstanceOf(ClassCastException.class);
    }

    private static List<String> unnested(Columns rows) throws Exception {
        List<String> found = new ArrayList<>();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                Connection connection = postgres.getPostgresDatabase().getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        select concat_ws('|', t, b, i, l, n, u, d, at at time zone 'UTC' || '+00')
                        from unnest(?::text[], ?::boolean[], ?::integer[], ?::bigint[], ?::numeric[], ?::uuid[], ?::date[], ?::timestamptz[])
                            as r (t, b, i, l, n, u, d, at)
                        """)) {
            rows.bind(connection, statement);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
        }
        return found;
    }

    private static List<BigDecimal> numbers() {
        List<BigDecimal> numbers = new ArrayList<>();
        NUMBERS.forEach(number -> numbers.add(new BigDecimal(number)));
        Random random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            numbers.add(BigDecimal.valueOf(random.nextLong() >> random.nextInt(64), random.nextInt(25)));
        }
        return numbers;
    }
}
