package dev.caravan.verify;

/**
 * A record that verify sends.
 *
 * @param key of the record, begins with the mark
 * @param id of the event, as it is sent
 */
record MarkedRecord(String key, String id, String json) {}
