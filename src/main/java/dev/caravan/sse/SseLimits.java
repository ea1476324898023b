package dev.caravan.sse;

import java.time.Duration;

/**
 * How much a stream bears.
 *
 * @param maxClients connections at a time; the next one gets 503
 * @param stall a client that has not drained its queue for so long is closed
 * @param keepAlive period of the comment that keeps proxies from closing a quiet connection
 * @param retry how long a browser waits before it connects again
 * @param retain the newest frame of each event name is sent to a new client if it is younger; zero: however old it is
 */
public record SseLimits(int maxClients, Duration stall, Duration keepAlive, Duration retry, Duration retain) {
    public SseLimits {
        if (maxClients < 1) {
            throw new IllegalArgumentException("maxClients must be positive, was " + maxClients);
        }
        requirePositive("stall", stall);
        requirePositive("keepAlive", keepAlive);
        requirePositive("retry", retry);
        if (retain.isNegative()) {
            throw new IllegalArgumentException("retain must not be negative, was " + retain);
        }
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be positive, was " + value);
        }
    }
}
