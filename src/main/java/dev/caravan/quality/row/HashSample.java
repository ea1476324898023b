package dev.caravan.quality.row;

import java.util.Arrays;

/**
 * Different hashes: all of them up to 16,384, then those that begin with so many zeros that no more are left. What it keeps depends on
 * the hashes alone, so samples merge in any order. Beyond the limit the number of different hashes is off by about 1 %, in 99 of 100 cases
 * by less than 3 %.
 */
final class HashSample {
    static final int MOST = 16_384;

    private long[] hashes = new long[64];
    private int size;
    private int level;

    void add(long hash) {
        if (Long.numberOfLeadingZeros(hash) < level) {
            return;
        }
        if (size == hashes.length) {
            tidy();
            if (size > hashes.length / 2) {
                hashes = Arrays.copyOf(hashes, 2 * hashes.length);
            }
        }
        hashes[size++] = hash;
    }

    /** Sorts, as signed numbers, and drops what is there twice or too much. */
    private void tidy() {
        Arrays.sort(hashes, 0, size);
        int kept = 0;
        for (int i = 0; i < size; i++) {
            boolean isNew = kept == 0 || hashes[i] != hashes[kept - 1];
            if (isNew && Long.numberOfLeadingZeros(hashes[i]) >= level) {
                hashes[kept++] = hashes[i];
            }
        }
        size = kept;
        if (size > MOST) {
            level++;
            tidy();
        }
    }

    void merge(HashSample other) {
        level = Math.max(level, other.level);
        for (int i = 0; i < other.size; i++) {
            add(other.hashes[i]);
        }
        tidy();
    }

    long distinct() {
        tidy();
        return (long) size << level;
    }

    boolean isExact() {
        tidy();
        return level == 0;
    }

    void write(Output out) {
        tidy();
        out.count(level);
        out.count(size);
        long before = 0;
        for (int i = 0; i < size; i++) {
            out.count(hashes[i] - before);
            before = hashes[i];
        }
    }

    void read(Input in) {
        level = (int) in.count();
        size = in.size();
        hashes = new long[Math.max(64, size)];
        long before = 0;
        for (int i = 0; i < size; i++) {
            before += in.count();
            hashes[i] = before;
        }
    }
}
