package dev.caravan.quality.row;

import java.util.Arrays;
import java.util.TreeMap;

/**
 * Where each hash came: 16 bytes an occurrence in memory, about 10 when written. Exact up to 65,536 occurrences; then only hashes that
 * begin with so many zeros are kept that no more are left, so that of a kept value every occurrence is known. With 1 % repeated values the
 * number of repeated ones is off by about 4 % of itself then. Of one hash the first 1,000 places are kept and the others are counted.
 *
 * <p>What it keeps depends on the occurrences alone: they merge in any order.
 */
final class Occurrences {
    static final int MOST = 65_536;
    static final int MOST_OF_A_HASH = 1_000;

    private long[] hashes = new long[64];
    private long[] places = new long[64];
    private int size;
    private int tidied;
    private int level;
    /** By hash: how often it came beyond the places that are kept. */
    private final TreeMap<Long, Long> beyond = new TreeMap<>();

    void add(long hash, long place) {
        if (Long.numberOfLeadingZeros(hash) < level) {
            return;
        }
        if (size == hashes.length) {
            makeRoom();
        }
        hashes[size] = hash;
        places[size++] = place;
    }

    private void makeRoom() {
        tidy();
        if (size > hashes.length / 2) {
            hashes = Arrays.copyOf(hashes, 2 * hashes.length);
            places = Arrays.copyOf(places, 2 * places.length);
        }
    }

    /** Sorts by hash and place, of which what was tidied before is sorted already, and drops what is too much. */
    private void tidy() {
        if (tidied == size) {
            return;
        }
        PairSort.sort(hashes, places, tidied, size);
        PairSort.merge(hashes, places, tidied, size);
        int kept = 0;
        int ofHash = 0;
        for (int i = 0; i < size; i++) {
            ofHash = i > 0 && hashes[i] == hashes[i - 1] ? ofHash + 1 : 1;
            if (ofHash > MOST_OF_A_HASH) {
                beyond.merge(hashes[i], 1L, Long::sum);
            }
        }
        for (int i = 0; i < size; i++) {
            boolean sameHash = kept > 0 && hashes[i] == hashes[kept - 1];
            ofHash = sameHash ? ofHash + 1 : 1;
            if (ofHash <= MOST_OF_A_HASH) {
                hashes[kept] = hashes[i];
                places[kept++] = places[i];
            }
        }
        size = kept;
        while (size > MOST) {
            raise(level + 1);
        }
        tidied = size;
    }

    private void raise(int newLevel) {
        level = Math.max(level, newLevel);
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (Long.numberOfLeadingZeros(hashes[i]) >= level) {
                hashes[kept] = hashes[i];
                places[kept++] = places[i];
            }
        }
        size = kept;
        beyond.keySet().removeIf(hash -> Long.numberOfLeadingZeros(hash) < level);
    }

    void merge(Occurrences other) {
        tidy();
        raise(other.level);
        tidied = size;
        other.tidy();
        for (int i = 0; i < other.size; i++) {
            add(other.hashes[i], other.places[i]);
        }
        other.beyond.forEach((hash, count) -> {
            if (Long.numberOfLeadingZeros(hash) >= level) {
                beyond.merge(hash, count, Long::sum);
            }
        });
        tidy();
    }

    boolean isExact() {
        tidy();
        return level == 0;
    }

    /** Occurrences of hashes that came more than once; an estimate where it isn't exact. */
    long repeated() {
        tidy();
        long repeated = beyond.values().stream().mapToLong(Long::longValue).sum();
        for (int i = 0; i < size; i++) {
            repeated += isRepeated(i) ? 1 : 0;
        }
        return repeated << level;
    }

    private boolean isRepeated(int i) {
        return (i > 0 && hashes[i] == hashes[i - 1]) || (i + 1 < size && hashes[i] == hashes[i + 1]);
    }

    /** The places that are kept of those. */
    Places repeatedPlaces() {
        tidy();
        Places repeated = new Places();
        for (int i = 0; i < size; i++) {
            if (isRepeated(i)) {
                repeated.add(places[i]);
            }
        }
        return repeated;
    }

    void write(Output out) {
        tidy();
        out.count(level);
        out.count(size);
        long least = Long.MAX_VALUE;
        for (int i = 0; i < size; i++) {
            least = Math.min(least, Place.unpacked(places[i]).offset());
        }
        out.count(least);
        long before = 0;
        for (int i = 0; i < size; i++) {
            Place place = Place.unpacked(places[i]);
            out.count(hashes[i] - before);
            out.count(place.partition());
            out.count(place.offset() - least);
            before = hashes[i];
        }
        out.count(beyond.size());
        beyond.forEach((hash, count) -> {
            out.fixed(hash);
            out.count(count);
        });
    }

    void read(Input in) {
        level = (int) in.count();
        size = in.size();
        tidied = size;
        hashes = new long[Math.max(64, size)];
        places = new long[Math.max(64, size)];
        long least = in.count();
        long before = 0;
        for (int i = 0; i < size; i++) {
            before += in.count();
            hashes[i] = before;
            int partition = (int) in.count();
            places[i] = Place.packed(partition, least + in.count());
        }
        int count = in.size();
        for (int i = 0; i < count; i++) {
            long hash = in.fixed();
            beyond.put(hash, in.count());
        }
    }
}
