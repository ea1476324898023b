package dev.caravan.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of a record into an event, or into a rejection that lists everything that is wrong with it. Reads no clock.
 *
 * <p>Null counts as absent, in the event and in its items. Unknown fields are kept in {@link Event#propertiesJson}. An
 * {@code event_id} that is no UUID becomes the name-based UUID (version 3, MD5) of its UTF-8 bytes. A tightened contract
 * rejects more; what can't be stored is rejected even if the contract was loosened.
 *
 * <p>Costs a few µs for an event of 480 bytes. May be shared by threads.
 */
public final class EventParser {
    private static final int MOST_ERRORS_LISTED = 100;
    private static final Set<String> VISITOR_FIELDS = Set.of("/user_id", "/anonymous_id");
    private static final Set<String> MISSING_RULES = Set.of("required", "minLength");

    private final RecordReader records = new RecordReader();
    private final EventContract contract;
    private final EventReader events;

    /**
     * A parser for one shop.
     *
     * @param shopTimeZone of event times that have no offset
     * @param shopCurrency ISO 4217, of events that state none
     * @throws IllegalArgumentException if that isn't a currency
     */
    public EventParser(ZoneId shopTimeZone, String shopCurrency, EventContract contract) {
        this.contract = contract;
        this.events = new EventReader(contract, new EventTimes(shopTimeZone), shopCurrency);
    }

    /**
     * What the record is: an {@link Event} or a {@link Rejection}. Throws nothing, whatever the bytes are.
     *
     * <p>A rejection has the one reason that all its errors share, else {@link Reason#SCHEMA_VIOLATION}; of more than 100 errors the
     * first are listed. A number of over 1,000 digits keeps the contract from being asked. {@link Reason#PROCESSING_ERROR} is a bug
     * in here or in the contract's validator, never the record's fault.
     *
     * @param now an event may be at most 24 hours ahead of it
     */
    public Parsed parse(byte[] json, Instant now) {
        try {
            return parse(records.read(json), Storable.isProvenFor(json), now);
        } catch (UnreadableRecordException e) {
            return e.rejection();
        } catch (RuntimeException | StackOverflowError e) {
            return bug(e);
        }
    }

    private Parsed parse(ObjectNode json, boolean provenStorable, Instant now) {
        List<FieldError> certain = new ArrayList<>(0);
        if (!provenStorable) {
            Storable.check(json, "", certain);
        }
        dropNulls(json);
        List<FieldError> unreadable = new ArrayList<>(0);
        Event event = events.read(json, now, unreadable);
        if (certain.stream().noneMatch(error -> error.rule().equals(Storable.NUMBER_SIZE))) {
            certain.addAll(contract.validate(json));
        }
        if (certain.isEmpty() && event != null) {
            return event;
        }
        Set<String> named = certain.stream().map(FieldError::field).collect(Collectors.toSet());
        unreadable.stream().filter(error -> !named.contains(error.field())).forEach(certain::add);
        return new Rejection(reasonOf(certain, json), shortened(certain));
    }

    private static void dropNulls(ObjectNode event) {
        event.removeIf(JsonNode::isNull);
        if (event.get("items") instanceof ArrayNode items) {
            for (JsonNode item : items) {
                if (item instanceof ObjectNode object) {
                    object.removeIf(JsonNode::isNull);
                }
            }
        }
    }

    private static Reason reasonOf(List<FieldError> errors, ObjectNode json) {
        boolean hasVisitor = isStated(json.get("user_id")) || isStated(json.get("anonymous_id"));
        EnumSet<Reason> reasons = EnumSet.noneOf(Reason.class);
        for (FieldError error : errors) {
            reasons.add(reasonOf(error, json, hasVisitor));
        }
        return reasons.size() == 1 ? reasons.iterator().next() : Reason.SCHEMA_VIOLATION;
    }

    private static Reason reasonOf(FieldError error, ObjectNode json, boolean hasVisitor) {
        if (error.rule().equals("enum") && error.field().equals("/event_type")) {
            return json.path("event_type").isTextual() ? Reason.UNKNOWN_EVENT_TYPE : Reason.SCHEMA_VIOLATION;
        }
        if (!hasVisitor && VISITOR_FIELDS.contains(error.field()) && MISSING_RULES.contains(error.rule())) {
            return Reason.MISSING_VISITOR;
        }
        return error.rule().equals("timeRange") ? Reason.TIME_OUT_OF_RANGE : Reason.SCHEMA_VIOLATION;
    }

    private static boolean isStated(@Nullable JsonNode text) {
        return text != null && text.isTextual() && !text.textValue().isEmpty();
    }

    private static List<FieldError> shortened(List<FieldError> errors) {
        if (errors.size() <= MOST_ERRORS_LISTED) {
            return errors;
        }
        List<FieldError> listed = new ArrayList<>(errors.subList(0, MOST_ERRORS_LISTED));
        listed.add(new FieldError("", "more", "and " + (errors.size() - MOST_ERRORS_LISTED) + " more errors"));
        return listed;
    }

    private static Rejection bug(Throwable e) {
        StackTraceElement[] stack = e.getStackTrace();
        String where = stack.length == 0 ? "" : " at " + stack[0];
        return Rejection.of(Reason.PROCESSING_ERROR, "bug", e + where);
    }
}
