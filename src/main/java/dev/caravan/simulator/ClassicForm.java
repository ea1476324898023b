package dev.caravan.simulator;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The form of the shop's first generation of pages: {@code raw_data} instead of properties, a local time without an offset, one of five
 * types, no order fields. Not thread-safe.
 */
final class ClassicForm {

    private static final Set<String> TYPES =
            Set.of("page_view", "add_to_cart", "purchase", "remove_from_cart", "wishlist_add");

    private final JsonBytes json;
    private final ZoneId timeZone;

    ClassicForm(JsonBytes json, ZoneId timeZone) {
        this.json = json;
        this.timeZone = timeZone;
    }

    /** Everything behind the event's id. In the hour that comes twice the time means its first one, as a reader must take it. */
    Act write(String id, Visit visit, Step step, @Nullable Order order, long timeMs, Wording wording) {
        boolean known = TYPES.contains(step.eventType());
        String type = known ? step.eventType() : "page_view";
        LocalDateTime local = LocalDateTime.ofInstant(Instant.ofEpochMilli(timeMs), timeZone);
        json.ascii("\",\"event_type\":\"").ascii(type).ascii("\",\"event_timestamp\":\"");
        json.time(local.toInstant(ZoneOffset.UTC).toEpochMilli()).ascii("\"");
        json.raw(visit.arrival().ids());
        ActLine product = null;
        if (known && step != Step.LAND) {
            Line line = order == null ? visit.subject() : order.lines().get(0);
            product = line.act();
            json.ascii(",\"product_id\":\"").ascii(line.product().id()).ascii("\",\"price\":");
            json.raw(line.price().json()).ascii(",\"quantity\":").number(line.quantity());
        }
        writeRawData(visit, step, wording);
        return new Act(
                id,
                type,
                local.atZone(timeZone).toInstant(),
                visit.visitor().id(),
                visit.arrival().sessionId(),
                product,
                wording.currency(),
                null,
                null,
                List.of());
    }

    private void writeRawData(Visit visit, Step step, Wording wording) {
        json.ascii(",\"raw_data\":{\"page\":\"/")
                .ascii(step.name().toLowerCase(Locale.ROOT))
                .ascii("\"");
        json.raw(visit.visitor().client().json()).raw(visit.arrival().place());
        json.ascii(",\"template\":\"classic");
        if (wording.huge()) {
            json.ascii("x".repeat(Math.max(0, TodaysForm.HUGE_BYTES - json.length())));
        }
        json.ascii("\"}}");
    }
}
