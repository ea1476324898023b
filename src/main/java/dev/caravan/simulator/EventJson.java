package dev.caravan.simulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the event of a visit's current step, UTF-8, about 700 bytes. Visits of the first generation get that generation's form:
 * {@code raw_data} instead of properties, a local time without an offset, one of five types, no order fields.
 */
final class EventJson {

    private static final Set<String> FIRST_GENERATION_TYPES =
            Set.of("page_view", "add_to_cart", "purchase", "remove_from_cart", "wishlist_add");
    private static final String SHOP = "https://shop.example";
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final JsonFactory factory = JsonFactory.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();
    private final DateTimeFormatter local;
    private final String currency;

    EventJson(ZoneId timeZone, Currency currency) {
        local = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT)
                .withZone(timeZone);
        this.currency = currency.getCurrencyCode();
    }

    /** @param time cut to the millisecond */
    byte[] write(Visit visit, String eventId, Instant time) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = factory.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("event_id", eventId);
            if (visit.firstGeneration()) {
                writeFirstGeneration(json, visit, time);
            } else {
                writeToday(json, visit, time);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /** What the event that {@link #write} makes of the same arguments means. */
    Act act(Visit visit, String eventId, Instant time) {
        Step step = visit.step();
        Order order = visit.order();
        String type = step.eventType();
        ActLine product = null;
        List<Line> lines = List.of();
        boolean old = visit.firstGeneration();
        if (old && !FIRST_GENERATION_TYPES.contains(type)) {
            type = "page_view";
        } else if (old && step != Step.LAND) {
            product = (order == null ? visit.subject() : order.lines().get(0)).act();
        } else if (!old) {
            switch (step) {
                case VIEW, WISH, ADD, REMOVE -> product = visit.subject().act();
                case CART, CHECKOUT, ADDRESS, PAYMENT -> lines = visit.cart();
                case BUY, REFUND -> lines = order == null ? lines : order.lines();
                default -> {}
            }
        }
        Order named = old ? null : order;
        return new Act(
                eventId,
                type,
                time.truncatedTo(ChronoUnit.MILLIS),
                visit.visitor().id(),
                visit.sessionId(),
                product,
                currency,
                named == null ? null : named.id(),
                named == null ? null : named.revenue(),
                lines.stream().map(Line::act).toList());
    }

    private void writeFirstGeneration(JsonGenerator json, Visit visit, Instant time) throws IOException {
        String type = visit.step().eventType();
        boolean known = FIRST_GENERATION_TYPES.contains(type);
        json.writeStringField("event_type", known ? type : "page_view");
        json.writeStringField("event_timestamp", local.format(time));
        writeVisitor(json, visit);
        Order order = visit.order();
        if (known && visit.step() != Step.LAND) {
            Line line = order == null ? visit.subject() : order.lines().get(0);
            json.writeStringField("product_id", line.product().id());
            json.writeNumberField("price", line.product().price());
            json.writeNumberField("quantity", line.quantity());
        }
        json.writeObjectFieldStart("raw_data");
        json.writeStringField("page", path(visit));
        json.writeStringField("user_agent", visit.visitor().userAgent());
        json.writeStringField("country", visit.visitor().country());
        json.writeStringField("template", "classic");
        json.writeEndObject();
    }

    private void writeToday(JsonGenerator json, Visit visit, Instant time) throws IOException {
        json.writeStringField("event_type", visit.step().eventType());
        json.writeStringField("event_timestamp", UTC.format(time));
        writeVisitor(json, visit);
        writeSubject(json, visit);
        writeClient(json, visit);
        writeProperties(json, visit);
    }

    private static void writeVisitor(JsonGenerator json, Visit visit) throws IOException {
        writeIfAny(json, "user_id", visit.visitor().userId());
        writeIfAny(json, "anonymous_id", visit.visitor().anonymousId());
        writeIfAny(json, "session_id", visit.sessionId());
    }

    private void writeSubject(JsonGenerator json, Visit visit) throws IOException {
        Line subject = visit.subject();
        switch (visit.step()) {
            case VIEW, WISH, ADD, REMOVE -> {
                writeLine(json, subject);
                json.writeStringField("currency", currency);
            }
            case BROWSE, SEARCH ->
                json.writeStringField("category", subject.product().category());
            case CART, CHECKOUT, ADDRESS, PAYMENT -> {
                json.writeStringField("currency", currency);
                writeItems(json, visit.cart());
            }
            case BUY, REFUND -> writeOrder(json, visit);
            default -> {}
        }
        Coupon coupon = visit.coupon();
        if (coupon != null) {
            json.writeStringField("coupon", coupon.code());
        }
    }

    private void writeOrder(JsonGenerator json, Visit visit) throws IOException {
        Order order = visit.order();
        if (order == null) {
            throw new IllegalStateException("a visit at " + visit.step() + " must have an order");
        }
        json.writeStringField("order_id", order.id());
        json.writeStringField("currency", currency);
        json.writeNumberField("revenue", order.revenue());
        json.writeNumberField("tax", order.tax());
        json.writeNumberField("shipping", order.shipping());
        json.writeNumberField("discount", order.discount());
        Coupon coupon = order.coupon();
        writeIfAny(json, "coupon", coupon == null ? null : coupon.code());
        writeItems(json, order.lines());
    }

    private static void writeItems(JsonGenerator json, List<Line> lines) throws IOException {
        json.writeArrayFieldStart("items");
        for (Line line : lines) {
            json.writeStartObject();
            writeLine(json, line);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeLine(JsonGenerator json, Line line) throws IOException {
        Product product = line.product();
        json.writeStringField("product_id", product.id());
        json.writeStringField("product_name", product.name());
        json.writeStringField("category", product.category());
        json.writeStringField("brand", product.brand());
        json.writeStringField("variant", line.variant());
        json.writeNumberField("price", product.price());
        json.writeNumberField("quantity", line.quantity());
    }

    private static void writeClient(JsonGenerator json, Visit visit) throws IOException {
        Visitor visitor = visit.visitor();
        Referral referral = visit.referral();
        json.writeStringField("page_url", SHOP + path(visit));
        writeIfAny(json, "referrer", visit.step() == Step.LAND ? referral.referrer() : SHOP + "/");
        json.writeStringField("user_agent", visitor.userAgent());
        json.writeStringField("ip_address", visitor.ipAddress());
        json.writeStringField("device_type", visitor.device());
        json.writeStringField("country", visitor.country());
        if (referral.source() != null) {
            json.writeObjectFieldStart("campaign");
            json.writeStringField("source", referral.source());
            writeIfAny(json, "medium", referral.medium());
            writeIfAny(json, "name", referral.name());
            json.writeEndObject();
        }
    }

    private static void writeProperties(JsonGenerator json, Visit visit) throws IOException {
        json.writeObjectFieldStart("properties");
        switch (visit.step()) {
            case SEARCH -> {
                json.writeStringField("query", query(visit.subject().product()));
                json.writeNumberField(
                        "results", visit.subject().product().name().length());
            }
            case ADDRESS -> {
                json.writeNumberField("step", 2);
                json.writeStringField("step_name", "address");
            }
            case PAYMENT ->
                json.writeStringField(
                        "payment_method", "mobile".equals(visit.visitor().device()) ? "wallet" : "card");
            case REFUND -> json.writeStringField("refund_reason", "does_not_fit");
            default -> {}
        }
        json.writeEndObject();
    }

    /** The last two words of a name, in lower case: what people type. */
    private static String query(Product product) {
        String[] words = product.name().toLowerCase(Locale.ROOT).split(" ", -1);
        return words[words.length - 2] + " " + words[words.length - 1];
    }

    private static String path(Visit visit) {
        return switch (visit.step()) {
            case LAND, LEAVE -> "/";
            case BROWSE -> "/c/" + slug(visit.subject().product().category());
            case SEARCH ->
                "/search?q="
                        + query(visit.subject().product()).replace(' ', '+').replaceAll("[^a-z0-9+]", "");
            case VIEW, WISH, ADD -> "/p/" + visit.subject().product().id();
            case REMOVE, CART, COUPON -> "/cart";
            case CHECKOUT, ADDRESS, PAYMENT -> "/checkout";
            case BUY -> "/checkout/thank-you";
            case REFUND -> "/account/returns";
        };
    }

    private static String slug(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    private static void writeIfAny(JsonGenerator json, String field, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(field, value);
        }
    }
}
