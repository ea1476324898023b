package dev.caravan.quality.row;

import dev.caravan.event.Event;
import dev.caravan.event.Item;
import dev.caravan.event.Items;
import dev.caravan.event.Received;
import dev.caravan.event.Rejection;
import dev.caravan.quality.Shape;
import dev.caravan.quality.Suite;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns of the stream: those of the table {@code events} but {@code stored_at}, then what only a record has. Of a rejected record
 * the columns are there as far as its JSON gives them; a field of another type than the column's stays as it came.
 *
 * <p>Only columns that a suite uses are filled. Not thread-safe.
 */
final class StreamColumns {
    static final Shape COLUMNS = Columns.of(
            "event_id", "uuid",
            "event_time", "timestamptz",
            "event_type", "text",
            "visitor_id", "text",
            "session_id", "text",
            "user_id", "text",
            "anonymous_id", "text",
            "product_id", "text",
            "product_name", "text",
            "category", "text",
            "brand", "text",
            "variant", "text",
            "price", "numeric",
            "quantity", "integer",
            "currency", "text",
            "order_id", "text",
            "revenue", "numeric",
            "tax", "numeric",
            "shipping", "numeric",
            "discount", "numeric",
            "coupon", "text",
            "items", "jsonb",
            "page_url", "text",
            "referrer", "text",
            "user_agent", "text",
            "ip_address", "text",
            "device_type", "text",
            "country", "text",
            "campaign", "jsonb",
            "properties", "jsonb",
            "original_event_id", "text",
            "kafka_partition", "integer",
            "kafka_offset", "bigint",
            "event_timestamp", "timestamptz",
            "rejection_reason", "text",
            "duplicate", "boolean",
            "source", "text",
            "size_bytes", "integer",
            "delay_seconds", "numeric",
            "quality_score", "numeric");

    private static final String SOURCE_HEADER = "caravan.source";
    private static final int EVENT_TIME = 1;
    private static final int EVENT_TYPE = 2;
    private static final int REVENUE = 16;
    private static final int ITEMS = 21;
    private static final int KAFKA_PARTITION = 31;
    private static final int KAFKA_OFFSET = 32;
    private static final int EVENT_TIMESTAMP = 33;
    private static final int REJECTION_REASON = 34;
    private static final int DUPLICATE = 35;
    private static final int SOURCE = 36;
    private static final int SIZE_BYTES = 37;
    private static final int DELAY_SECONDS = 38;
    private static final int QUALITY_SCORE = 39;
    /** No column: whether there is an amount. */
    private static final int AMOUNT = 40;

    private final int[] used;
    private final RejectedFields rejectedFields;
    private final Completeness completeness = new Completeness(COLUMNS, AMOUNT);

    private StreamColumns(int[] used, ZoneId shopTimeZone) {
        this.used = used;
        this.rejectedFields = new RejectedFields(shopTimeZone);
    }

    static StreamColumns usedBy(Suite suite, ZoneId shopTimeZone) {
        BitSet used = new BitSet();
        suite.expectations().forEach(one -> UsedColumns.of(one, COLUMNS, used));
        return new StreamColumns(used.stream().toArray(), shopTimeZone);
    }

    /** The row of a record, in place of the one before. */
    void fill(StreamRecord record, Row row) {
        Received received = record.received();
        row.partition = received.partition();
        row.offset = received.offset();
        if (record.judgement() instanceof Event event) {
            for (int column : used) {
                row.values[column] = column < KAFKA_PARTITION ? of(event, column) : ofRecord(column, record, event);
            }
        } else {
            fillRejected(record, (Rejection) record.judgement(), row);
        }
    }

    private @Nullable Object ofRecord(int column, StreamRecord record, Event event) {
        return switch (column) {
            case EVENT_TIMESTAMP -> event.eventTime();
            case REJECTION_REASON -> null;
            case DELAY_SECONDS -> delay(record.received(), event.eventTime());
            case QUALITY_SCORE -> score(event);
            default -> ofAny(column, record);
        };
    }

    private static @Nullable Object ofAny(int column, StreamRecord record) {
        Received received = record.received();
        return switch (column) {
            case KAFKA_PARTITION -> BigDecimal.valueOf(received.partition());
            case KAFKA_OFFSET -> BigDecimal.valueOf(received.offset());
            case DUPLICATE -> record.duplicate();
            case SOURCE -> received.header(SOURCE_HEADER);
            case SIZE_BYTES -> size(received);
            default -> throw new IllegalArgumentException("there is no column " + column);
        };
    }

    private static BigDecimal size(Received received) {
        byte[] value = received.value();
        return value == null ? BigDecimal.ZERO : BigDecimal.valueOf(value.length);
    }

    /** To the microsecond; below 0 where the sender's clock is ahead. */
    private static BigDecimal delay(Received received, Instant eventTime) {
        long eventMicros = eventTime.getEpochSecond() * 1_000_000 + eventTime.getNano() / 1000;
        return BigDecimal.valueOf(received.timestampMs() * 1000 - eventMicros, 6);
    }

    private BigDecimal score(Event event) {
        int[] fields = completeness.columnsOf(event.type().code());
        int filled = 0;
        for (int field : fields) {
            filled += isFilled(event, field) ? 1 : 0;
        }
        return completeness.score(filled, fields.length);
    }

    private static boolean isFilled(Event event, int field) {
        return switch (field) {
            case ITEMS -> !event.items().isEmpty();
            case AMOUNT -> event.revenue() != null || hasPrice(event.items());
            default -> Completeness.isFilled(of(event, field));
        };
    }

    private static boolean hasPrice(List<Item> items) {
        for (Item item : items) {
            if (item.price() != null) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Object of(Event event, int column) {
        return switch (column) {
            case 0 -> event.eventId();
            case EVENT_TIME -> event.eventTime();
            case EVENT_TYPE -> event.type().code();
            case 3 -> event.visitorId();
            case 4 -> event.sessionId();
            case 5 -> event.userId();
            case 6 -> event.anonymousId();
            case 7, 8, 9, 10, 11, 12, 13 -> event.product() == null ? null : of(event.product(), column);
            case 14 -> event.currency();
            case 15 -> event.orderId();
            case REVENUE -> event.revenue();
            case 17 -> event.tax();
            case 18 -> event.shipping();
            case 19 -> event.discount();
            case 20 -> event.coupon();
            case ITEMS -> event.items().isEmpty() ? null : Items.json(event.items());
            case 22 -> event.pageUrl();
            case 23 -> event.referrer();
            case 24 -> event.userAgent();
            case 25 -> event.ipAddress();
            case 26 -> event.deviceType();
            case 27 -> event.country();
            case 28 -> event.campaignJson();
            case 29 -> event.propertiesJson();
            case 30 -> event.originalEventId();
            default -> throw new IllegalArgumentException("an event has no column " + column);
        };
    }

    private static @Nullable Object of(Item product, int column) {
        return switch (column) {
            case 7 -> product.productId();
            case 8 -> product.productName();
            case 9 -> product.category();
            case 10 -> product.brand();
            case 11 -> product.variant();
            case 12 -> product.price();
            default -> product.quantity() == null ? null : BigDecimal.valueOf(product.quantity());
        };
    }

    private void fillRejected(StreamRecord record, Rejection rejection, Row row) {
        Map<String, Object> fields = rejectedFields.read(record.received());
        for (int column : used) {
            row.values[column] = switch (column) {
                case REJECTION_REASON -> rejection.reason().code();
                case EVENT_TIMESTAMP -> fields.get("event_time");
                case DELAY_SECONDS ->
                    fields.get("event_time") instanceof Instant time ? delay(record.received(), time) : null;
                case QUALITY_SCORE -> scoreOfRejected(fields);
                case KAFKA_PARTITION, KAFKA_OFFSET, DUPLICATE, SOURCE, SIZE_BYTES -> ofAny(column, record);
                default -> fields.get(COLUMNS.names().get(column));
            };
        }
    }

    /** Null where not even the type is known. */
    private @Nullable BigDecimal scoreOfRejected(Map<String, Object> fields) {
        if (!(fields.get("event_type") instanceof String type)) {
            return null;
        }
        int[] columns = completeness.columnsOf(type);
        int filled = 0;
        for (int column : columns) {
            String name =
                    column == AMOUNT ? RejectedFields.AMOUNT : COLUMNS.names().get(column);
            filled += Completeness.isFilled(fields.get(name)) ? 1 : 0;
        }
        return completeness.score(filled, columns.length);
    }
}
