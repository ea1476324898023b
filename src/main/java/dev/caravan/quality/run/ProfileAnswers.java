package dev.caravan.quality.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.caravan.quality.table.TableProfile;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import javax.sql.DataSource;
import org.apache.camel.Body;
import org.jspecify.annotations.Nullable;

/** Proposes suites over HTTP. Thread-safe. */
public final class ProfileAnswers {
    private final DataSource dataSource;
    private final TableProfile profile;
    private final ZoneId shopTimeZone;

    /** @param patience how long one statement may take */
    public ProfileAnswers(DataSource dataSource, Duration patience, ZoneId shopTimeZone) {
        this.dataSource = dataSource;
        this.profile = new TableProfile(patience);
        this.shopTimeZone = shopTimeZone;
    }

    /** {@code POST /api/quality/profile}: a suite from what a table holds. */
    public String propose(@Body @Nullable String request) throws SQLException {
        String table = tableIn(request);
        try (Connection connection = dataSource.getConnection()) {
            String yaml = profile.propose(connection, table, shopTimeZone);
            return Json.text(Json.object().put("suite_yaml", yaml));
        } catch (IllegalArgumentException e) {
            throw RequestRefused.notFound(String.valueOf(e.getMessage()));
        }
    }

    private static String tableIn(@Nullable String request) {
        try {
            String table =
                    Json.parse(request == null ? "" : request).path("table").asText();
            if (!table.isBlank()) {
                return table;
            }
        } catch (JsonProcessingException e) {
            // answered like an object without the field
        }
        throw RequestRefused.badParameter("the body must be a JSON object such as {\"table\":\"orders\"}");
    }
}
