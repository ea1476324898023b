package dev.caravan;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a PostgreSQL: a JDBC URL, and user and password where they are known apart from it.
 *
 * @param jdbcUrl without user and password where those are given in the other two
 */
record DatabaseUrl(
        String jdbcUrl, @Nullable String user, @Nullable String password) {

    /**
     * Reads {@code jdbc:postgresql://host:port/database} as well as {@code postgres://user:password@host:port/database}.
     *
     * @throws SettingException if it is neither
     */
    static DatabaseUrl parse(String url, @Nullable String user, @Nullable String password) {
        if (url.startsWith("jdbc:postgresql:")) {
            return new DatabaseUrl(url, user, password);
        }
        if (!url.startsWith("postgres://") && !url.startsWith("postgresql://")) {
            throw new SettingException(
                    "database.url must look like jdbc:postgresql://host:5432/caravan or postgres://user:password@host:5432/caravan");
        }
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new SettingException("database.url is no URL; special characters in it must be percent-encoded");
        }
        String query = uri.getRawQuery();
        String port = uri.getPort() == -1 ? "" : ":" + uri.getPort();
        String jdbc =
                "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + (query == null ? "" : "?" + query);
        String info = uri.getRawUserInfo();
        if (info == null) {
            return new DatabaseUrl(jdbc, user, password);
        }
        int colon = info.indexOf(':');
        String urlUser = decoded(colon < 0 ? info : info.substring(0, colon));
        String urlPassword = colon < 0 ? null : decoded(info.substring(colon + 1));
        return new DatabaseUrl(jdbc, user != null ? user : urlUser, password != null ? password : urlPassword);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Never shows the password. */
    @Override
    public String toString() {
        return jdbcUrl.replaceAll("(?i)(password=)[^&]*", "$1***");
    }
}
