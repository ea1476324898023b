package dev.caravan.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * What things cost at a moment. In each week every department has one chance in six of a sale, from 10 to 30 % off; a scenario may cut all
 * prices further. Sales are fixed by seed and date, so two runs agree on them. Not thread-safe.
 */
final class Prices {

    private static final int WEEKS_A_SALE = 6;
    private static final int[] PERCENT_OFF = {10, 15, 20, 30};

    private final List<Product> byNumber;
    private final ScenarioSpan span;
    private final ZoneId timeZone;
    private final long seed;
    private final Price[] now;
    private long validFromMicros = Long.MAX_VALUE;
    private long validToMicros = Long.MIN_VALUE;

    Prices(Catalogue catalogue, ScenarioSpan span, ZoneId timeZone, long seed) {
        this.byNumber = catalogue.byNumber();
        this.span = span;
        this.timeZone = timeZone;
        this.seed = seed;
        this.now = byNumber.stream().map(Product::listPrice).toArray(Price[]::new);
    }

    Price of(Product product, long epochMicros) {
        if (epochMicros < validFromMicros || epochMicros >= validToMicros) {
            label(epochMicros);
        }
        return now[product.number()];
    }

    /** Sets all prices for the rest of the day, or until the scenario begins or ends. */
    private void label(long epochMicros) {
        Instant instant = Instant.ofEpochSecond(TimeUnit.MICROSECONDS.toSeconds(epochMicros));
        LocalDate day = instant.atZone(timeZone).toLocalDate();
        long midnight =
                ScenarioSpan.micros(day.plusDays(1).atStartOfDay(timeZone).toInstant());
        validFromMicros = epochMicros;
        validToMicros = span.nextEdge(epochMicros, midnight);
        int everywhere = span.at(epochMicros).percentOff();
        for (Product product : byNumber) {
            int percent = Math.max(everywhere, percentOff(department(product), day));
            now[product.number()] = percent == 0 ? product.listPrice() : less(product.listPrice(), percent);
        }
    }

    private int percentOff(String department, LocalDate day) {
        long week = Math.floorDiv(day.toEpochDay() + 3, 7L);
        SplittableRandom random = new SplittableRandom(seed * 31 + week * 1_000_003 + department.hashCode());
        return random.nextInt(WEEKS_A_SALE) == 0 ? PERCENT_OFF[random.nextInt(PERCENT_OFF.length)] : 0;
    }

    private static String department(Product product) {
        return product.category().substring(0, product.category().indexOf('/'));
    }

    private static Price less(Price price, int percent) {
        BigDecimal factor = BigDecimal.valueOf(100L - percent, 2);
        return Price.of(price.amount().multiply(factor).setScale(price.amount().scale(), RoundingMode.HALF_UP));
    }
}
