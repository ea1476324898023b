package dev.caravan.dashboard.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The statements of the job, one a file in {@code sql/report/roll-up}. */
final class Sql {
    private Sql() {}

    /** The text of {@code sql/report/roll-up/<act>.sql}. */
    static String ofRollUp(String act) {
        String file = "/sql/report/roll-up/" + act + ".sql";
        try (InputStream in = Sql.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no statement " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
