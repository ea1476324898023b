package dev.caravan.simulator;

import java.util.Arrays;

/**
 * Numbers 64-bit keys 0, 1, 2 … in the order in which they come, so that what is known of each can lie in arrays. About 20 bytes a key;
 * 20 ns to find one. Not thread-safe.
 *
 * <p>Names become keys by {@link #keyOf}. Two names of a million share a key by chance once in 40 million runs.
 */
final class KeyNumbers {

    private static final int NONE = -1;
    private static final long ODD = 0x9E3779B97F4A7C15L;

    private long[] keys = new long[256];
    private int[] slots = emptySlots(512);
    private int size;

    /** The same key for the same name, in every run. */
    static long keyOf(String name) {
        long hash = name.length();
        for (int i = 0; i < name.length(); i++) {
            hash = hash * ODD + name.charAt(i);
        }
        return mixed(hash);
    }

    /** A key made of another one and a number. */
    static long keyOf(long key, long number) {
        return mixed(key * ODD + number);
    }

    /** The finalizer of MurmurHash3: every bit of the input changes about half of the output's. */
    private static long mixed(long hash) {
        long h = hash;
        h = (h ^ (h >>> 33)) * 0xFF51AFD7ED558CCDL;
        h = (h ^ (h >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return h ^ (h >>> 33);
    }

    int size() {
        return size;
    }

    /** The key with that number. */
    long key(int number) {
        return keys[number];
    }

    /** The key's number; a key that is new gets the next one. */
    int numberOf(long key) {
        int slot = slotOf(key);
        if (slots[slot] != NONE) {
            return slots[slot];
        }
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size + size / 2);
        }
        keys[size] = key;
        slots[slot] = size++;
        if (size > slots.length * 2L / 3) {
            spread();
        }
        return size - 1;
    }

    private int slotOf(long key) {
        int mask = slots.length - 1;
        int slot = (int) ((key * ODD) >>> 32) & mask;
        while (slots[slot] != NONE && keys[slots[slot]] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void spread() {
        slots = emptySlots(slots.length * 2);
        for (int number = 0; number < size; number++) {
            slots[slotOf(keys[number])] = number;
        }
    }

    private static int[] emptySlots(int length) {
        int[] slots = new int[length];
        Arrays.fill(slots, NONE);
        return slots;
    }
}
