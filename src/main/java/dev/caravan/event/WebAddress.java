package dev.caravan.event;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads addresses as senders really write them, which {@link java.net.URI} refuses by the dozen. The SQL functions {@code url_host},
 * {@code url_parameter} and {@code url_decoded} give the same.
 */
final class WebAddress {
    private static final String ENDS_A_HOST = "/?#\\";
    private static final int ESCAPE_LENGTH = 3;
    private static final int HEX = 16;

    private WebAddress() {}

    /**
     * The host that an address names behind {@code //}, in small letters, without user, port and {@code www.}; null without one. It ends
     * at white space, too.
     */
    static @Nullable String host(@Nullable String url) {
        if (url == null) {
            return null;
        }
        int start = startOfAuthority(url);
        if (start < 0) {
            return null;
        }
        int end = start;
        while (end < url.length() && url.charAt(end) > ' ' && ENDS_A_HOST.indexOf(url.charAt(end)) < 0) {
            end++;
        }
        String host = url.substring(start, end);
        host = Origin.lowerCase(withoutPort(host.substring(host.lastIndexOf('@') + 1)));
        host = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return Origin.stated(host.startsWith("www.") ? host.substring("www.".length()) : host);
    }

    /** Behind a scheme, or none, and two slashes; -1 where there are none. */
    private static int startOfAuthority(String url) {
        int at = 0;
        while (at < url.length() && url.charAt(at) <= ' ') {
            at++;
        }
        int start = at;
        while (at < url.length() && isOfScheme(url.charAt(at), at == start)) {
            at++;
        }
        if (at > start) {
            if (at == url.length() || url.charAt(at) != ':') {
                return -1;
            }
            at++;
        }
        return url.startsWith("//", at) ? at + 2 : -1;
    }

    private static boolean isOfScheme(char c, boolean first) {
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return letter || (!first && ((c >= '0' && c <= '9') || c == '+' || c == '.' || c == '-'));
    }

    private static String withoutPort(String host) {
        int end = host.length();
        while (end > 0 && host.charAt(end - 1) >= '0' && host.charAt(end - 1) <= '9') {
            end--;
        }
        return end > 0 && host.charAt(end - 1) == ':' ? host.substring(0, end - 1) : host;
    }

    /** The first parameter of that name in an address's query, decoded; null without one. */
    static @Nullable String parameter(@Nullable String url, String name) {
        if (url == null) {
            return null;
        }
        int hash = url.indexOf('#');
        int end = hash < 0 ? url.length() : hash;
        int at = url.indexOf('?') + 1;
        if (at == 0) {
            return null;
        }
        while (at < end) {
            int next = url.indexOf('&', at);
            int stop = next < 0 || next > end ? end : next;
            int value = at + name.length() + 1;
            if (value <= stop && url.startsWith(name, at) && url.charAt(value - 1) == '=') {
                return decoded(url.substring(value, stop));
            }
            at = stop + 1;
        }
        return null;
    }

    /** A plus is a space, {@code %C3%A9} an é. Where the bytes are no UTF-8 text, or hold U+0000, they stay as they are written. */
    private static String decoded(String value) {
        String spaced = value.replace('+', ' ');
        if (spaced.indexOf('%') < 0) {
            return spaced;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(spaced.length());
        int at = 0;
        while (at < spaced.length()) {
            if (isEscape(spaced, at)) {
                bytes.write(Integer.parseInt(spaced, at + 1, at + ESCAPE_LENGTH, HEX));
                at += ESCAPE_LENGTH;
            } else {
                int end = spaced.offsetByCodePoints(at, 1);
                bytes.writeBytes(spaced.substring(at, end).getBytes(StandardCharsets.UTF_8));
                at = end;
            }
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
            return text.indexOf(0) < 0 ? text : spaced;
        } catch (CharacterCodingException e) {
            return spaced;
        }
    }

    private static boolean isEscape(String text, int at) {
        return text.startsWith("%", at)
                && at + ESCAPE_LENGTH <= text.length()
                && isHexDigit(text.charAt(at + 1))
                && isHexDigit(text.charAt(at + 2));
    }

    private static boolean isHexDigit(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }
}
