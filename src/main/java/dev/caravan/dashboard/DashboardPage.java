package dev.caravan.dashboard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * Serves the page's files from the classpath folder {@code dashboard/}; {@code /} is {@code index.html}, {@code /reports} is {@code reports.html}.
 *
 * <p>A path is served only if each of its parts is made of letters, digits, {@code -}, {@code _} and {@code .}, does not begin with a
 * dot, and its ending is a known one: nothing outside the folder can be named. A browser asks each time ({@code no-cache}) and gets 304
 * if its copy, known by the content's hash, is still right. Text goes out compressed to who takes it; each file is compressed once. Thread-safe.
 */
public final class DashboardPage {

    private static final Pattern PATH = Pattern.compile("/(?:[\\w-][\\w.-]*/)*[\\w-][\\w.-]*\\.(?<ending>[a-z0-9]+)");
    private static final Map<String, String> CONTENT_TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"));
    private static final Set<String> COMPRESSED_ALREADY = Set.of("image/png", "image/x-icon", "font/woff2");
    private static final String POLICY =
            "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    private final Map<String, byte[]> gzippedByTag = new ConcurrentHashMap<>();

    /** Answers GET and HEAD with the file, 304 or 404. */
    public void serve(Exchange exchange) throws IOException {
        Message message = exchange.getMessage();
        String path = message.getHeader(Exchange.HTTP_PATH, "/", String.class);
        String known = message.getHeader("If-None-Match", "", String.class);
        String file = fileOf(path);
        byte[] content = read(file);
        if (content == null) {
            HttpErrors.write(message, HttpError.NOT_FOUND);
            return;
        }
        boolean gzip = !COMPRESSED_ALREADY.contains(contentType(file))
                && message.getHeader("Accept-Encoding", "", String.class).contains("gzip");
        String tag = '"' + hash(content) + (gzip ? "-gzip" : "") + '"';
        boolean unchanged = known.contains(tag);
        boolean headOnly = "HEAD".equals(message.getHeader(Exchange.HTTP_METHOD));
        message.removeHeaders("*");
        message.setHeader("ETag", tag);
        message.setHeader("Cache-Control", "no-cache");
        message.setHeader("Content-Security-Policy", POLICY);
        message.setHeader("X-Content-Type-Options", "nosniff");
        message.setHeader("Referrer-Policy", "no-referrer");
        message.setHeader("Content-Type", contentType(file));
        message.setHeader("Vary", "Accept-Encoding");
        if (gzip) {
            message.setHeader("Content-Encoding", "gzip");
        }
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, unchanged ? 304 : 200);
        message.setBody(unchanged || headOnly ? null : gzip ? gzipped(tag, content) : content);
    }

    /** A page goes by its name with and without its ending. */
    private static String fileOf(String path) {
        return "/".equals(path) ? "/index.html" : path.indexOf('.') < 0 ? path + ".html" : path;
    }

    private byte[] gzipped(String tag, byte[] content) {
        return gzippedByTag.computeIfAbsent(tag, unused -> gzip(content));
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(content.length / 2);
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException("memory doesn't fail", e);
        }
        return packed.toByteArray();
    }

    private static byte @Nullable [] read(String file) throws IOException {
        if (contentType(file) == null) {
            return null;
        }
        try (InputStream resource = DashboardPage.class.getResourceAsStream("/dashboard" + file)) {
            return resource == null ? null : resource.readAllBytes();
        }
    }

    private static @Nullable String contentType(String file) {
        var matcher = PATH.matcher(file);
        return matcher.matches() ? CONTENT_TYPES.get(matcher.group("ending")) : null;
    }

    private static String hash(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
