package dev.caravan.quality.row;

import dev.caravan.quality.Moments;
import dev.caravan.quality.Values;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Parts of a whole. */
final class Shares {
    private Shares() {}

    /** 0 to 1, ten digits; null of nothing. */
    static @Nullable BigDecimal of(long part, long whole) {
        return whole == 0
                ? null
                : Values.plain(BigDecimal.valueOf(part)
                        .divide(BigDecimal.valueOf(whole), Moments.SCALE, RoundingMode.HALF_UP));
    }
}
