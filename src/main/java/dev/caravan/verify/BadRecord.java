package dev.caravan.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A record that must become a dead letter.
 *
 * @param reason it must get
 * @param field that the first error must name; empty where the record is no object of fields
 */
record BadRecord(MarkedRecord sent, String reason, String field) {
    private static final int OVER_64_KB = 64 * 1024 + 1;

    /** One for each reason that a sender can cause. */
    static List<BadRecord> all(Mark mark, MarkedBatch batch) {
        ObjectNode tooLarge = good(mark, batch, "too_large");
        tooLarge.putObject("properties").put("note", "x".repeat(OVER_64_KB));
        ObjectNode noVisitor = good(mark, batch, "missing_visitor");
        noVisitor.remove("user_id");
        String whole = json(good(mark, batch, "malformed_json"));
        return List.of(
                bad(mark, "malformed_json", "", whole.substring(0, whole.length() / 2)),
                bad(mark, "not_an_object", "", "[\"" + mark.name("list") + "\"]"),
                bad(mark, "too_large", "", json(tooLarge)),
                bad(
                        mark,
                        "schema_violation",
                        "/price",
                        json(good(mark, batch, "schema_violation").put("price", -1))),
                bad(
                        mark,
                        "unknown_event_type",
                        "/event_type",
                        json(good(mark, batch, "unknown_event_type").put("event_type", mark.name("type")))),
                bad(mark, "missing_visitor", "/user_id", json(noVisitor)),
                bad(
                        mark,
                        "time_out_of_range",
                        "/event_timestamp",
                        json(good(mark, batch, "time_out_of_range")
                                .put("event_timestamp", "1999-12-31T23:59:59.999Z"))));
    }

    private static ObjectNode good(Mark mark, MarkedBatch batch, String reason) {
        return batch.event(mark.name("b-" + reason), mark.name("b-" + reason), "product_view", MarkedBatch.DAY);
    }

    private static String json(ObjectNode event) {
        return MarkedBatch.record("", "", event).json();
    }

    private static BadRecord bad(Mark mark, String reason, String field, String json) {
        String name = mark.name("b-" + reason);
        return new BadRecord(new MarkedRecord(name, name, json), reason, field);
    }
}
