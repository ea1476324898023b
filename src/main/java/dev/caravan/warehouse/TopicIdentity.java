package dev.caravan.warehouse;

/**
 * Which topic this is. A topic that is deleted and made again has the same name and another id, and its offsets begin anew.
 *
 * @param id Kafka's own id of the topic
 */
public record TopicIdentity(String name, String id) {}
