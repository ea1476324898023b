package dev.caravan.quality.row;

import dev.caravan.quality.Verdict.ValueCount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Unexpected values to show: the first 20 by their places, and the 20 most frequent. The latter's counts are exact up to 128 different
 * values, then estimated from a sample.
 */
final class UnexpectedValues {
    private static final int SHOWN = 20;
    private static final int MOST_VALUES = 128;
    private static final int MOST_CHARACTERS = 200;

    private final TreeMap<Long, @Nullable Object> first = new TreeMap<>(Long::compareUnsigned);
    private final ValueSample frequent = new ValueSample(MOST_VALUES);

    void add(long place, Object value) {
        Object cut = cut(value);
        if (first.size() < SHOWN || Long.compareUnsigned(place, first.lastKey()) < 0) {
            first.put(place, cut);
            shorten();
        }
        frequent.add(cut, place);
    }

    private static Object cut(Object value) {
        if (value instanceof String text && text.length() > MOST_CHARACTERS) {
            return text.substring(
                    0, text.offsetByCodePoints(0, Math.min(MOST_CHARACTERS, text.codePointCount(0, text.length()))));
        }
        return value;
    }

    private void shorten() {
        while (first.size() > SHOWN) {
            first.pollLastEntry();
        }
    }

    void merge(UnexpectedValues other) {
        first.putAll(other.first);
        shorten();
        frequent.merge(other.frequent);
    }

    List<@Nullable Object> first() {
        return first.values().stream().map(RowValues::shown).collect(Collectors.toCollection(ArrayList::new));
    }

    List<ValueCount> mostFrequent() {
        return frequent.counts().entrySet().stream()
                .sorted(Comparator.comparing(entry -> -entry.getValue()))
                .limit(SHOWN)
                .map(entry -> new ValueCount(RowValues.shown(entry.getKey()), entry.getValue()))
                .toList();
    }

    void write(Output out) {
        out.count(first.size());
        first.forEach((place, value) -> {
            out.count(place);
            out.value(value);
        });
        frequent.write(out);
    }

    void read(Input in) {
        int size = in.size();
        for (int i = 0; i < size; i++) {
            long place = in.count();
            first.put(place, in.presentValue());
        }
        frequent.read(in);
    }
}
