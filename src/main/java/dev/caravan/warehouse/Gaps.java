package dev.caravan.warehouse;

/** Says whether offsets that nobody delivered hold no record, or hold one that was passed over. */
public interface Gaps {

    /**
     * Returns when Kafka itself has no record from {@code nextOffset} up to, not including, {@code offset}: transaction markers, compacted
     * or deleted records.
     *
     * @return the offset up to which Kafka deleted what was there, {@code nextOffset} if nothing
     * @throws RecordsPassedOverException if there is one
     */
    long confirm(String topic, int partition, long nextOffset, long offset);
}
