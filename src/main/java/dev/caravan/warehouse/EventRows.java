package dev.caravan.warehouse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.caravan.event.Event;
import dev.caravan.event.Item;
import dev.caravan.event.Received;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events as rows of PostgreSQL's COPY text format, in the column order of {@code copy-incoming.sql}. */
final class EventRows {
    private static final JsonFactory JSON = new JsonFactory();

    private final StringBuilder text = new StringBuilder(1 << 16);

    /** The rows so far. */
    StringBuilder text() {
        return text;
    }

    void add(Received received, Event event) {
        first(event.eventId());
        next(event.eventTime());
        next(event.type().code());
        next(event.visitorId());
        next(event.sessionId());
        next(event.userId());
        next(event.anonymousId());
        product(event.product());
        next(event.currency());
        next(event.orderId());
        next(event.revenue());
        next(event.tax());
        next(event.shipping());
        next(event.discount());
        next(event.coupon());
        next(event.items().isEmpty() ? null : itemsJson(event.items()));
        next(event.pageUrl());
        next(event.referrer());
        next(event.userAgent());
        next(event.ipAddress());
        next(event.deviceType());
        next(event.country());
        next(event.campaignJson());
        next(event.propertiesJson());
        next(event.originalEventId());
        next(received.partition());
        next(received.offset());
        text.append('\n');
    }

    private void product(@Nullable Item product) {
        next(product == null ? null : product.productId());
        next(product == null ? null : product.productName());
        next(product == null ? null : product.category());
        next(product == null ? null : product.brand());
        next(product == null ? null : product.variant());
        next(product == null ? null : product.price());
        next(product == null ? null : product.quantity());
    }

    private void first(Object value) {
        text.append(value);
    }

    private void next(@Nullable Object value) {
        text.append('\t');
        if (value == null) {
            text.append("\\N");
        } else if (value instanceof String string) {
            escaped(string);
        } else {
            text.append(value);
        }
    }

    /** PostgreSQL manual, COPY, "Text Format": backslash, newline, carriage return and tab are escaped. */
    private void escaped(String value) {
        int done = 0;
        for (int i = 0; i < value.length(); i++) {
            char escape = switch (value.charAt(i)) {
                case '\\' -> '\\';
                case '\n' -> 'n';
                case '\r' -> 'r';
                case '\t' -> 't';
                default -> 0;
            };
            if (escape != 0) {
                text.append(value, done, i).append('\\').append(escape);
                done = i + 1;
            }
        }
        text.append(value, done, value.length());
    }

    static String itemsJson(List<Item> items) {
        StringWriter out = new StringWriter(items.size() * 96);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartArray();
            for (Item item : items) {
                json.writeStartObject();
                write(json, "product_id", item.productId());
                write(json, "product_name", item.productName());
                write(json, "category", item.category());
                write(json, "brand", item.brand());
                write(json, "variant", item.variant());
                BigDecimal price = item.price();
                if (price != null) {
                    json.writeNumberField("price", price);
                }
                Integer quantity = item.quantity();
                if (quantity != null) {
                    json.writeNumberField("quantity", quantity);
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private static void write(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }
}
