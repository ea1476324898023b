package dev.caravan.warehouse;

import dev.caravan.event.Event;
import dev.caravan.event.Item;
import dev.caravan.event.Items;
import dev.caravan.event.Received;
import org.jspecify.annotations.Nullable;

/** Events as rows of PostgreSQL's binary COPY format, in the column order of {@code copy-events.sql}. */
final class EventRows {
    private static final int COLUMNS = 33;

    private final BinaryBuffer buffer = BinaryBuffer.ofCopy();

    /** The rows so far, with what stands before and behind them. May be asked once. */
    BinaryBuffer finish() {
        return buffer.finish();
    }

    void add(Received received, Event event) {
        buffer.row(COLUMNS);
        buffer.uuid(event.eventId());
        buffer.timestamp(event.eventTime());
        buffer.text(event.type().code());
        buffer.text(event.visitorId());
        buffer.text(event.sessionId());
        buffer.text(event.userId());
        buffer.text(event.anonymousId());
        product(event.product());
        buffer.text(event.currency());
        buffer.text(event.orderId());
        buffer.numeric(event.revenue());
        buffer.numeric(event.tax());
        buffer.numeric(event.shipping());
        buffer.numeric(event.discount());
        buffer.text(event.coupon());
        buffer.jsonb(event.items().isEmpty() ? null : Items.json(event.items()));
        buffer.text(event.pageUrl());
        buffer.text(event.referrer());
        buffer.text(event.userAgent());
        buffer.text(event.ipAddress());
        buffer.text(event.deviceType());
        buffer.text(event.country());
        buffer.jsonb(event.campaignJson());
        buffer.jsonb(event.propertiesJson());
        buffer.text(event.originalEventId());
        buffer.integer(received.partition());
        buffer.bigint(received.offset());
    }

    private void product(@Nullable Item product) {
        buffer.text(product == null ? null : product.productId());
        buffer.text(product == null ? null : product.productName());
        buffer.text(product == null ? null : product.category());
        buffer.text(product == null ? null : product.brand());
        buffer.text(product == null ? null : product.variant());
        buffer.numeric(product == null ? null : product.price());
        buffer.integer(product == null ? null : product.quantity());
    }
}
