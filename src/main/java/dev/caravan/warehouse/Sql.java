package dev.caravan.warehouse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The statements of this room, one a file in {@code sql/warehouse}. */
final class Sql {
    private Sql() {}

    /** The text of {@code sql/warehouse/<act>.sql}. */
    static String of(String act) {
        String file = "/sql/warehouse/" + act + ".sql";
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
