package dev.caravan.quality.row;

import java.util.Arrays;

/** Sorts two arrays as one of pairs, by the first and then the second, without an object for each pair. */
final class PairSort {
    private static final int FEW = 24;

    private PairSort() {}

    /** Sorts a range. */
    static void sort(long[] first, long[] second, int from, int end) {
        quick(first, second, from, end - 1);
    }

    /** Puts two ranges that are sorted and lie side by side into one; costs memory for the second one. */
    static void merge(long[] first, long[] second, int middle, int end) {
        long[] tailFirst = Arrays.copyOfRange(first, middle, end);
        long[] tailSecond = Arrays.copyOfRange(second, middle, end);
        int head = middle - 1;
        int tail = tailFirst.length - 1;
        for (int at = end - 1; tail >= 0; at--) {
            boolean fromHead = head >= 0 && compare(first[head], second[head], tailFirst[tail], tailSecond[tail]) > 0;
            first[at] = fromHead ? first[head] : tailFirst[tail];
            second[at] = fromHead ? second[head--] : tailSecond[tail--];
        }
    }

    /** Quicksort with the middle of three; the larger part last, so that the stack stays flat. */
    private static void quick(long[] first, long[] second, int from, int to) {
        int low = from;
        int high = to;
        while (high - low > FEW) {
            int middle = medianOf(first, second, low, (low + high) >>> 1, high);
            long pivot = first[middle];
            long pivotSecond = second[middle];
            int i = low;
            int j = high;
            while (i <= j) {
                while (compare(first[i], second[i], pivot, pivotSecond) < 0) {
                    i++;
                }
                while (compare(first[j], second[j], pivot, pivotSecond) > 0) {
                    j--;
                }
                if (i <= j) {
                    swap(first, second, i++, j--);
                }
            }
            if (j - low < high - i) {
                quick(first, second, low, j);
                low = i;
            } else {
                quick(first, second, i, high);
                high = j;
            }
        }
        insert(first, second, low, high);
    }

    private static void insert(long[] first, long[] second, int low, int high) {
        for (int i = low + 1; i <= high; i++) {
            for (int j = i; j > low && compare(first[j - 1], second[j - 1], first[j], second[j]) > 0; j--) {
                swap(first, second, j - 1, j);
            }
        }
    }

    private static int medianOf(long[] first, long[] second, int a, int b, int c) {
        boolean ab = compare(first[a], second[a], first[b], second[b]) < 0;
        boolean bc = compare(first[b], second[b], first[c], second[c]) < 0;
        boolean ac = compare(first[a], second[a], first[c], second[c]) < 0;
        if (ab == bc) {
            return b;
        }
        return ab == ac ? c : a;
    }

    private static int compare(long first, long second, long otherFirst, long otherSecond) {
        int comparison = Long.compare(first, otherFirst);
        return comparison == 0 ? Long.compareUnsigned(second, otherSecond) : comparison;
    }

    private static void swap(long[] first, long[] second, int i, int j) {
        long a = first[i];
        first[i] = first[j];
        first[j] = a;
        long b = second[i];
        second[i] = second[j];
        second[j] = b;
    }
}
