package dev.caravan.event;

import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What somebody may have meant who wrote a name that there is not. */
public final class Nearest {
    private Nearest() {}

    /** The one that takes the fewest changed, added or removed letters, once the parts of both names stand in order. */
    public static String of(String word, Collection<String> names) {
        return names.stream()
                .min(Comparator.comparingInt(
                        name -> Math.min(distance(word, name), distance(ordered(word), ordered(name)))))
                .orElseThrow();
    }

    private static String ordered(String name) {
        return Stream.of(name.split("[-_]")).sorted().collect(Collectors.joining("_"));
    }

    /** Levenshtein's distance, row by row. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
