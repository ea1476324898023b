package dev.caravan.simulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The form of today's pages: every type of event, times in UTC, orders with their lines. Not thread-safe. */
final class TodaysForm {

    private static final byte[] UTC_END = JsonBytes.utf8("Z\"");
    private static final byte[] COMMA = JsonBytes.utf8(",");
    private static final byte[] ITEM = JsonBytes.utf8("{");
    private static final byte[] ITEM_END = JsonBytes.utf8("}");
    private static final byte[] ITEMS = JsonBytes.utf8(",\"items\":[");
    private static final byte[] ITEMS_END = JsonBytes.utf8("]");
    private static final byte[] QUANTITY = JsonBytes.utf8(",\"quantity\":");
    private static final byte[] FROM_THE_SHOP = JsonBytes.field("referrer", EventJson.SHOP + "/");
    private static final byte[] PROPERTIES = JsonBytes.utf8(",\"properties\":{");
    private static final byte[] END = JsonBytes.utf8("}}");
    private static final byte[] ADDRESS = JsonBytes.utf8("\"step\":2,\"step_name\":\"address\"");
    private static final byte[] WALLET = JsonBytes.utf8("\"payment_method\":\"wallet\"");
    private static final byte[] CARD = JsonBytes.utf8("\"payment_method\":\"card\"");
    private static final byte[] DOES_NOT_FIT = JsonBytes.utf8("\"refund_reason\":\"does_not_fit\"");
    private static final byte[] CHANGE_OF_MIND = JsonBytes.utf8("\"cancel_reason\":\"change_of_mind\"");
    private static final byte[] PADDING = JsonBytes.utf8("\"padding\":\"");
    private static final byte[] NEXT_PADDING = JsonBytes.utf8(",\"padding\":\"");
    static final int HUGE_BYTES = 64_000;

    private final JsonBytes json;
    private final Map<Step, byte[]> types = new EnumMap<>(Step.class);
    private final Map<Step, byte[]> pages = new EnumMap<>(Step.class);
    private final List<byte[]> notes;
    private int purchases;

    TodaysForm(JsonBytes json, List<String> notes) {
        this.json = json;
        this.notes = notes.stream()
                .map(note -> JsonBytes.utf8("\"note\":\"" + JsonBytes.escaped(note) + '"'))
                .toList();
        for (Step step : Step.values()) {
            types.put(step, JsonBytes.utf8("\",\"event_type\":\"" + step.eventType() + "\",\"event_timestamp\":\""));
        }
        List.of(Step.REMOVE, Step.CART, Step.COUPON).forEach(step -> pages.put(step, EventJson.page("/cart")));
        List.of(Step.CHECKOUT, Step.ADDRESS, Step.PAYMENT)
                .forEach(step -> pages.put(step, EventJson.page("/checkout")));
        pages.put(Step.LAND, EventJson.page("/"));
        pages.put(Step.BUY, EventJson.page("/checkout/thank-you"));
        pages.put(Step.REFUND, EventJson.page("/account/returns"));
        pages.put(Step.CANCEL, EventJson.page("/account/orders"));
    }

    /** Everything behind the event's id. */
    Act write(String id, Visit visit, Step step, @Nullable Order order, long timeMs, Wording wording) {
        Arrival arrival = visit.arrival();
        json.raw(types.getOrDefault(step, COMMA)).time(timeMs).raw(UTC_END).raw(arrival.ids());
        writeSubject(visit, step, order, wording);
        Line subject = visit.subject();
        json.raw(page(step, subject.product().texts()));
        json.raw(step == Step.LAND ? arrival.referral().referrer() : FROM_THE_SHOP);
        json.raw(visit.visitor().client().json()).raw(arrival.place());
        json.raw(arrival.referral().campaign());
        writeProperties(visit, step, wording);
        boolean ofProduct = step == Step.VIEW || step == Step.WISH || step == Step.ADD || step == Step.REMOVE;
        return new Act(
                id,
                step.eventType(),
                Instant.ofEpochMilli(timeMs),
                visit.visitor().id(),
                arrival.sessionId(),
                ofProduct ? subject.act() : null,
                wording.currency(),
                order == null ? null : order.id(),
                order == null ? null : order.stated(),
                acts(items(visit, step, order)));
    }

    private void writeSubject(Visit visit, Step step, @Nullable Order order, Wording wording) {
        Line subject = visit.subject();
        switch (step) {
            case VIEW, WISH, ADD, REMOVE -> {
                json.raw(COMMA);
                writeLine(subject);
                json.raw(wording.currencyField());
            }
            case BROWSE, SEARCH -> json.raw(subject.product().texts().category());
            case CART, CHECKOUT, ADDRESS, PAYMENT -> {
                json.raw(wording.currencyField());
                writeItems(visit.cart());
            }
            case BUY, REFUND, CANCEL -> writeOrder(step, order, wording);
            default -> {}
        }
        Coupon coupon = visit.coupon();
        if (coupon != null && order == null) {
            json.ascii(",\"coupon\":\"").ascii(coupon.code()).ascii("\"");
        }
    }

    /** A refund says what is given back, and a cancellation names the order, which then is meant as a whole. */
    private void writeOrder(Step step, @Nullable Order order, Wording wording) {
        if (order == null) {
            throw new IllegalStateException("a visit at " + step + " must have an order");
        }
        json.ascii(",\"order_id\":\"").ascii(order.id()).ascii("\"");
        if (step == Step.CANCEL) {
            return;
        }
        json.raw(wording.currencyField());
        BigDecimal stated = order.stated();
        if (stated != null) {
            writeAmount(",\"revenue\":", stated);
        }
        if (step == Step.BUY) {
            writeAmount(",\"tax\":", order.tax());
            writeAmount(",\"shipping\":", order.shipping());
            writeAmount(",\"discount\":", order.discount());
            Coupon coupon = order.coupon();
            if (coupon != null) {
                json.ascii(",\"coupon\":\"").ascii(coupon.code()).ascii("\"");
            }
        }
        writeItems(order.lines());
    }

    private void writeAmount(String name, BigDecimal amount) {
        json.ascii(name).ascii(amount.toPlainString());
    }

    private void writeItems(List<Line> lines) {
        json.raw(ITEMS);
        for (int i = 0; i < lines.size(); i++) {
            json.raw(i == 0 ? ITEM : COMMA);
            if (i > 0) {
                json.raw(ITEM);
            }
            writeLine(lines.get(i));
            json.raw(ITEM_END);
        }
        json.raw(ITEMS_END);
    }

    private void writeLine(Line line) {
        Product.Texts texts = line.product().texts();
        json.raw(texts.product()).raw(texts.variants().get(line.variant()));
        json.raw(line.price().json()).raw(QUANTITY).number(line.quantity());
    }

    private void writeProperties(Visit visit, Step step, Wording wording) {
        json.raw(PROPERTIES);
        int before = json.length();
        switch (step) {
            case SEARCH -> json.raw(visit.subject().product().texts().search());
            case ADDRESS -> json.raw(ADDRESS);
            case PAYMENT -> json.raw(visit.visitor().client().mobile() ? WALLET : CARD);
            case BUY -> json.raw(notes.get(purchases++ % notes.size()));
            case REFUND -> json.raw(DOES_NOT_FIT);
            case CANCEL -> json.raw(CHANGE_OF_MIND);
            default -> {}
        }
        if (wording.huge()) {
            json.raw(json.length() == before ? PADDING : NEXT_PADDING)
                    .ascii("x".repeat(Math.max(0, HUGE_BYTES - json.length())))
                    .ascii("\"");
        }
        json.raw(END);
    }

    private byte[] page(Step step, Product.Texts texts) {
        return switch (step) {
            case BROWSE -> texts.categoryPage();
            case SEARCH -> texts.searchPage();
            case VIEW, WISH, ADD -> texts.page();
            default -> pages.getOrDefault(step, COMMA);
        };
    }

    private static List<Line> items(Visit visit, Step step, @Nullable Order order) {
        return switch (step) {
            case CART, CHECKOUT, ADDRESS, PAYMENT -> visit.cart();
            case BUY, REFUND -> order == null ? List.of() : order.lines();
            default -> List.of();
        };
    }

    private static List<ActLine> acts(List<Line> lines) {
        if (lines.isEmpty()) {
            return List.of();
        }
        List<ActLine> acts = new ArrayList<>(lines.size());
        for (Line line : lines) {
            acts.add(line.act());
        }
        return acts;
    }
}
