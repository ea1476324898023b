package dev.caravan.quality.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That an alert fires, or is over.
 *
 * @param key the alert's fingerprint
 * @param json what others are told
 */
public record AlertNews(long alertId, boolean resolved, String key, String json) {

    static AlertNews read(ResultSet row) throws SQLException {
        Instant resolvedAt = Sql.instantOrNull(row, "resolved_at");
        long id = row.getLong("alert_id");
        String key = row.getString("fingerprint");
        ObjectNode news = Json.object();
        news.put("id", id);
        news.put("status", resolvedAt == null ? "firing" : "resolved");
        news.put("name", row.getString("name"));
        news.put("source", row.getString("source"));
        news.put("severity", row.getString("severity"));
        news.put("summary", row.getString("summary"));
        news.put("fingerprint", key);
        news.put("firedAt", Sql.instant(row, "fired_at").toString());
        news.put("resolvedAt", text(resolvedAt));
        news.set("details", Json.ofDatabase(row.getString("details")));
        return new AlertNews(id, resolvedAt != null, key, Json.text(news));
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
