package dev.caravan.simulator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The sessions that the sender names. Of each it keeps a key, the first and the last moment, the steps, and what is in the cart if
 * anything ever was: about 45 bytes, 30 more with a cart. Not thread-safe.
 */
final class NamedVisits {

    /** Amounts of a cart are kept in units of 0.0001. A price with more decimals is refused: no currency has them. */
    private static final int CART_DECIMALS = 4;

    private final KeyNumbers sessions = new KeyNumbers();
    private long[] startMs = new long[256];
    private long[] endMs = new long[256];
    private byte[] steps = new byte[256];

    private final List<String> currencies = new ArrayList<>();
    private final KeyNumbers cartPlaces = new KeyNumbers();
    private long[] cartAmounts = new long[256];

    int size() {
        return sessions.size();
    }

    /** @param inCart what this act put into the cart, negative for what it took out */
    void add(String sessionId, long ms, int step, String currency, BigDecimal inCart) {
        int before = sessions.size();
        int number = sessions.numberOf(KeyNumbers.keyOf(sessionId));
        boolean isNew = number == before;
        if (number == startMs.length) {
            int length = number + number / 2;
            startMs = Arrays.copyOf(startMs, length);
            endMs = Arrays.copyOf(endMs, length);
            steps = Arrays.copyOf(steps, length);
        }
        startMs[number] = isNew ? ms : Math.min(startMs[number], ms);
        endMs[number] = isNew ? ms : Math.max(endMs[number], ms);
        steps[number] |= (byte) step;
        if (inCart.signum() != 0) {
            addToCart(number, currency, inCart);
        }
    }

    private void addToCart(int session, String currency, BigDecimal amount) {
        if (!currencies.contains(currency)) {
            currencies.add(currency);
        }
        int place = cartPlaces.numberOf(((long) session << 16) | currencies.indexOf(currency));
        if (place == cartAmounts.length) {
            cartAmounts = Arrays.copyOf(cartAmounts, place + place / 2);
        }
        cartAmounts[place] += amount.setScale(CART_DECIMALS).unscaledValue().longValueExact();
    }

    /** Each session once. */
    void forEach(VisitStep.Consumer consumer) {
        for (int number = 0; number < sessions.size(); number++) {
            consumer.accept(startMs[number], endMs[number], steps[number]);
        }
    }

    /** Adds what lies in the carts that were left and that nobody has touched since. */
    void addLeftCarts(long untouchedSinceMs, Map<String, BigDecimal> amounts) {
        long[] sums = new long[currencies.size()];
        for (int place = 0; place < cartPlaces.size(); place++) {
            int session = (int) (cartPlaces.key(place) >> 16);
            if (VisitStep.leftACart(steps[session]) && endMs[session] <= untouchedSinceMs) {
                sums[(int) (cartPlaces.key(place) & 0xFFFF)] += cartAmounts[place];
            }
        }
        for (int i = 0; i < sums.length; i++) {
            amounts.merge(currencies.get(i), BigDecimal.valueOf(sums[i], CART_DECIMALS), BigDecimal::add);
        }
    }
}
