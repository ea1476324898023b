package dev.caravan.quality.row;

import dev.caravan.quality.Expectation;
import dev.caravan.quality.ExpectationType;
import dev.caravan.quality.RowCondition;
import dev.caravan.quality.Severity;
import dev.caravan.quality.Suite;
import dev.caravan.quality.Target;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Expectations and suites for tests, without files. */
public final class Expected {
    private Expected() {}

    /**
     * One that looks at all rows.
     *
     * @param kwargs name, value, name, value; whole numbers and decimals become {@code BigDecimal}
     */
    public static Expectation of(ExpectationType type, @Nullable Object... kwargs) {
        return where(null, type, kwargs);
    }

    public static Expectation where(
            @Nullable RowCondition condition, ExpectationType type, @Nullable Object... kwargs) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < kwargs.length; i += 2) {
            map.put(String.valueOf(kwargs[i]), value(kwargs[i + 1]));
        }
        return new Expectation(type, map, condition, Severity.CRITICAL, Map.of(), type.code() + map, 1);
    }

    /** Numbers as suites have them. */
    static List<Object> decimals(List<?> values) {
        List<Object> decimals = new ArrayList<>();
        values.forEach(one -> decimals.add(decimal(one)));
        return decimals;
    }

    static Object decimal(Object value) {
        return Objects.requireNonNull(value(value));
    }

    private static @Nullable Object value(@Nullable Object value) {
        if (value instanceof Integer || value instanceof Long || value instanceof Double) {
            return new BigDecimal(value.toString());
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> values = new ArrayList<>();
            list.forEach(one -> values.add(value(one)));
            return values;
        }
        return value;
    }

    public static Suite stream(Expectation... expectations) {
        return new Suite(
                "stream",
                new Target.Stream(Duration.ofMinutes(5)),
                List.of(expectations),
                Map.of(),
                "quality/suites/stream.yaml");
    }
}
