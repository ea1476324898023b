package dev.caravan.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where an event says that its visitor comes from. The first text that isn't empty counts, field by field:
 *
 * <ul>
 *   <li>source: {@code source} or {@code utm_source} of the campaign, {@code utm_source} in the page's address, the referrer's host, if it
 *       isn't the page's own, {@code direct}
 *   <li>medium: {@code medium} or {@code utm_medium} of the campaign, {@code utm_medium} in the page's address, {@code referral} with such
 *       a referrer, {@code none}
 *   <li>campaign: {@code name} or {@code utm_campaign} of the campaign, {@code utm_campaign} in the page's address, the empty text
 * </ul>
 *
 * <p>Source and medium are words that shops write either way: their ASCII letters become small ones. A campaign's name stays as it is.
 * All lose white space and control characters at the ends and are cut after 100 characters, so that they fit into an index. What is odd
 * counts as absent; nothing is thrown. The SQL function {@code origin_of} gives the same.
 *
 * @param source never empty
 * @param medium never empty
 * @param campaign empty where none is named
 */
public record Origin(String source, String medium, String campaign) {
    private static final int MAX_CHARACTERS = 100;
    /** Takes whatever the parser has let through. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    /** The origin that an event's campaign, page address and referrer give. */
    public static Origin of(Event event) {
        Map<String, String> campaign = texts(event.campaignJson());
        String page = event.pageUrl();
        String referrer = WebAddress.host(event.referrer());
        if (referrer != null && referrer.equals(WebAddress.host(page))) {
            referrer = null;
        }
        String source = named("source", "utm_source", campaign, page);
        String medium = named("medium", "utm_medium", campaign, page);
        String name = named("name", "utm_campaign", campaign, page);
        return new Origin(
                source != null ? lowerCase(source) : referrer != null ? referrer : "direct",
                medium != null ? lowerCase(medium) : referrer != null ? "referral" : "none",
                name != null ? name : "");
    }

    private static @Nullable String named(
            String field, String parameter, Map<String, String> campaign, @Nullable String page) {
        String text = stated(campaign.get(field));
        if (text == null) {
            text = stated(campaign.get(parameter));
        }
        return text == null ? stated(WebAddress.parameter(page, parameter)) : text;
    }

    /** The object's own fields that are texts; of a name that comes twice the last. */
    private static Map<String, String> texts(@Nullable String object) {
        if (object == null) {
            return Map.of();
        }
        Map<String, String> texts = new HashMap<>();
        try (JsonParser json = JSON.createParser(object)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Map.of();
            }
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                if (json.nextToken() == JsonToken.VALUE_STRING) {
                    texts.put(name, json.getText());
                } else {
                    texts.remove(name);
                    json.skipChildren();
                }
            }
            return texts;
        } catch (IOException e) {
            return Map.of();
        }
    }

    /** Trimmed and cut; null if nothing is left. */
    static @Nullable String stated(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String trimmed = text.trim();
        if (trimmed.length() > MAX_CHARACTERS && trimmed.codePointCount(0, trimmed.length()) > MAX_CHARACTERS) {
            trimmed = trimmed.substring(0, trimmed.offsetByCodePoints(0, MAX_CHARACTERS))
                    .trim();
        }
        return trimmed.isEmpty() ? null : trimmed;
    }

    /** ASCII only, as no two databases agree on the others. */
    static String lowerCase(String text) {
        char[] letters = text.toCharArray();
        for (int i = 0; i < letters.length; i++) {
            if (letters[i] >= 'A' && letters[i] <= 'Z') {
                letters[i] = Character.toLowerCase(letters[i]);
            }
        }
        return new String(letters);
    }
}
