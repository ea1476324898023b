package dev.caravan.simulator;

import org.jspecify.annotations.Nullable;

/**
 * One record as it goes onto the topic.
 *
 * @param key the visitor: {@code user_id}, else {@code anonymous_id}; on an event that lacks both, the visitor who lost it
 * @param json UTF-8; not JSON at all where {@code flaw} says so. Not copied: the receiver must not change it
 * @param act what it means
 * @param flaw what is wrong with it; null for a good event, and a resent or late one is good too
 * @param resent whether it is an exact copy of a record that was sent before
 */
@SuppressWarnings("ArrayRecordComponent") // identity is never asked for; a copy for each event would double the garbage
public record SimulatedEvent(
        String key, byte[] json, Act act, @Nullable Flaw flaw, boolean resent) {}
