package dev.caravan.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
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
