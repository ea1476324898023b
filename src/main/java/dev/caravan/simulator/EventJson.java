package dev.caravan.simulator;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the event of a visit's step, UTF-8, about 650 bytes, and says what it means. Not thread-safe. */
final class EventJson {

    static final String SHOP = "https://shop.example";

    private static final byte[] EVENT_ID = JsonBytes.utf8("{\"event_id\":\"");

    private final JsonBytes json = new JsonBytes();
    private final Ids ids;
    private final TodaysForm todays;
    private final ClassicForm classic;

    /** @param notes sentences that customers leave with an order, at least one */
    EventJson(Ids ids, ZoneId timeZone, List<String> notes) {
        this.ids = ids;
        this.todays = new TodaysForm(json, notes);
        this.classic = new ClassicForm(json, timeZone);
    }

    /** The address of one of the shop's pages, as a field of an event. */
    static byte[] page(String path) {
        return JsonBytes.field("page_url", SHOP + path);
    }

    /** The event of the step at which the visit stands. */
    SimulatedEvent write(Visit visit, long timeMs, Wording wording) {
        return write(visit, visit.step(), visit.order(), timeMs, wording);
    }

    /**
     * The event of a step of that visit.
     *
     * @param order what it is about; null but for {@link Step#BUY}, {@link Step#REFUND} and {@link Step#CANCEL}
     * @param timeMs since the epoch
     */
    SimulatedEvent write(Visit visit, Step step, @Nullable Order order, long timeMs, Wording wording) {
        json.clear();
        json.raw(EVENT_ID);
        String id = ids.event(json);
        Act act = visit.arrival().firstGeneration()
                ? classic.write(id, visit, step, order, timeMs, wording)
                : todays.write(id, visit, step, order, timeMs, wording);
        return new SimulatedEvent(act.visitorId(), json.copy(), act, null, false);
    }
}
