package dev.caravan.quality;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** How much of a result is told, as Great Expectations names it. */
public enum ResultFormat {
    BOOLEAN_ONLY,
    BASIC,
    SUMMARY,
    COMPLETE;

    private static final Set<String> OF_SUMMARY = Set.of("partial_unexpected_counts");
    private static final Set<String> OF_COMPLETE = Set.of("unexpected_index_query", "unexpected_index_column_names");

    /** Empty where there is no such format. */
    public static Optional<ResultFormat> of(String name) {
        return Stream.of(values())
                .filter(format -> format.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    public static List<String> names() {
        return Stream.of(values()).map(ResultFormat::name).toList();
    }

    /** Whether a field of {@code result} is told. */
    boolean tells(String field) {
        return switch (this) {
            case BOOLEAN_ONLY -> false;
            case BASIC -> !OF_SUMMARY.contains(field) && !OF_COMPLETE.contains(field);
            case SUMMARY -> !OF_COMPLETE.contains(field);
            case COMPLETE -> true;
        };
    }
}
