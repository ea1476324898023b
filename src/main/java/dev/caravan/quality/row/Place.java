package dev.caravan.quality.row;

/**
 * Where a row stands: a record's place in the topic. Rows of a cursor are all in partition 0 and counted from 0.
 *
 * @param partition 0 to 65,535
 * @param offset 0 to 2^48 − 1
 */
public record Place(int partition, long offset) implements Comparable<Place> {
    private static final int OFFSET_BITS = 48;
    private static final int MOST_PARTITIONS = 1 << 16;

    public Place {
        if (partition < 0 || partition >= MOST_PARTITIONS || offset < 0 || offset >>> OFFSET_BITS != 0) {
            throw new IllegalArgumentException("a place must fit into 64 bits, was " + partition + "/" + offset);
        }
    }

    /** As one number, in the same order when taken without a sign. */
    static long packed(int partition, long offset) {
        return ((long) partition << OFFSET_BITS) | offset;
    }

    static Place unpacked(long packed) {
        return new Place((int) (packed >>> OFFSET_BITS), packed & ((1L << OFFSET_BITS) - 1));
    }

    long packed() {
        return packed(partition, offset);
    }

    @Override
    public int compareTo(Place other) {
        return Long.compareUnsigned(packed(), other.packed());
    }
}
