package dev.caravan.dashboard;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page shows at one moment; as JSON the answer of {@code GET /api/snapshot} and the data of the event {@code snapshot}. Money
 * is decimal text, a time ISO-8601 in UTC, a ratio 0..1, "not measured" null.
 */
record Frame(
        String at,
        ShopInfo shop,
        Live live,
        Today today,
        Comparison comparison,
        List<Minute> lastHour,
        List<BestSeller> bestSellers,
        List<NewestOrder> newestOrders,
        List<NewestEvent> newestEvents,
        DeadLetterSums deadLetters,
        List<Partition> partitions,
        boolean sumsAgree,
        Quality quality) {

    /** @param critical expectations that are not met now: numbers that come from their targets may be wrong */
    record Quality(List<CriticalExpectation> critical) {}

    /**
     * @param target a table, or {@code stream}
     * @param type by Great Expectations' names
     * @param column null where it is about the whole target
     */
    record CriticalExpectation(
            String suite,
            String target,
            String type,
            @Nullable String column,
            String since) {}

    record ShopInfo(String timeZone, String currency, String day) {}

    /**
     * @param eventsPerSecond events stored, over the last 10 s; null until two frames were made
     * @param cartsNow sessions of the last 10 minutes that added something to the cart and have no order
     * @param checkoutsNow those of the last 10 minutes that began a checkout and have no order
     * @param purchasedNow those of the last 10 minutes that have an order
     * @param countries where the visitors of now come from, most first
     */
    record Live(
            long visitorsNow,
            @Nullable BigDecimal eventsPerSecond,
            long cartsNow,
            long checkoutsNow,
            long purchasedNow,
            List<CountryVisitors> countries) {}

    /** @param country null where no session says it */
    record CountryVisitors(@Nullable String country, long visitors) {}

    /** @param conversion sessions with an order ÷ sessions, null without sessions */
    record Today(
            long events,
            long sessions,
            long sessionsWithOrder,
            @Nullable BigDecimal conversion,
            Funnel funnel,
            List<Money> money) {}

    /** Earlier days up to the same time of the shop's clock; null where the data don't cover the day. */
    record Comparison(
            @Nullable EarlierDay yesterday, @Nullable EarlierDay lastWeek) {}

    /** The same numbers as of today, orders and money in the shop's currency. */
    record EarlierDay(
            long events,
            long sessions,
            @Nullable BigDecimal conversion,
            long orders,
            String grossRevenue,
            @Nullable String averageOrderValue) {}

    /** Sessions that reached each step; a session counts in the steps before it too. */
    record Funnel(long sessions, long productView, long cart, long checkout, long order) {}

    /**
     * One currency's day.
     *
     * @param refunds refunds and cancellations
     * @param averageOrderValue gross revenue ÷ the orders whose amount is known; null without any
     */
    record Money(
            String currency,
            long orders,
            long ordersWithoutAmount,
            String grossRevenue,
            String refunds,
            String netRevenue,
            @Nullable String averageOrderValue) {}

    /**
     * @param orders in every currency
     * @param grossRevenue in the shop's currency
     * @param provisional late events are still expected
     */
    record Minute(String minute, long events, long sessions, long orders, String grossRevenue, boolean provisional) {}

    record BestSeller(String productId, @Nullable String name, long units, String revenue, String currency) {}

    /**
     * Also the data of the event {@code order}.
     *
     * @param items pieces; 0 where no item is known
     * @param product the first line's name, or its id
     */
    record NewestOrder(
            String id,
            String at,
            @Nullable String amount,
            String currency,
            @Nullable String country,
            long items,
            @Nullable String product) {}

    record NewestEvent(
            String eventId,
            String eventTime,
            String storedAt,
            String type,
            String visitorId,
            @Nullable String productName,
            @Nullable String amount,
            String currency,
            @Nullable String country) {}

    /** @param total of all days, from the partitions' sums */
    record DeadLetterSums(long total, List<ReasonSum> today) {}

    record ReasonSum(String reason, long count, String lastAt) {}

    /**
     * @param lost offsets among the gaps that Kafka deleted before they were stored, at most so many records; 0 once acknowledged
     * @param agrees received = stored + duplicates + dead
     */
    record Partition(
            String topic,
            long partition,
            long firstOffset,
            long nextOffset,
            long received,
            long stored,
            long duplicates,
            long dead,
            long gaps,
            long lost,
            boolean agrees,
            String updatedAt) {}
}
