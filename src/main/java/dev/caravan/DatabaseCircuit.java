package dev.caravan;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.NoSuchElementException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The circuit breaker before the database. When it could not be connected to several times in a row, everybody who wants a connection is
 * told so at once; now and then one may try, and if that works, all may again. Thread-safe.
 *
 * <p>Counts connections and not statements: a statement that fails says nothing of the next one, and a database that is gone shows when
 * the pool asks it for a sign of life. That a pool is used up is no failure of the database.
 */
final class DatabaseCircuit {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseCircuit.class);

    private final CircuitBreakerRegistry registry;
    private final CircuitBreaker breaker;
    private volatile String lastFailure = "";

    private DatabaseCircuit(CircuitBreakerConfig config) {
        registry = CircuitBreakerRegistry.of(config);
        breaker = registry.circuitBreaker("database");
        breaker.getEventPublisher()
                .onError(event ->
                        lastFailure = String.valueOf(event.getThrowable().getMessage()))
                .onStateTransition(this::say);
    }

    static DatabaseCircuit of(Settings settings) {
        int failures = settings.integer("database.circuit-failures", 1, 1_000);
        return new DatabaseCircuit(CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(failures)
                .minimumNumberOfCalls(failures)
                .failureRateThreshold(100)
                .permittedNumberOfCallsInHalfOpenState(1)
                .waitDurationInOpenState(Duration.ofMillis(settings.integer("database.circuit-open-ms", 1, 600_000)))
                .ignoreException(DatabaseCircuit::poolIsUsedUp)
                .build());
    }

    private static boolean poolIsUsedUp(Throwable failure) {
        return failure.getCause() instanceof NoSuchElementException;
    }

    private void say(CircuitBreakerOnStateTransitionEvent event) {
        switch (event.getStateTransition()) {
            case CLOSED_TO_OPEN ->
                LOG.warn("the database can't be reached, it is left alone for a while: {}", lastFailure);
            case HALF_OPEN_TO_CLOSED -> LOG.info("the database can be reached again");
            default -> LOG.debug("circuit before the database: {}", event.getStateTransition());
        }
    }

    /** The same connections, but none while the circuit is open: then it fails at once, as if the database had refused. */
    DataSource guard(DataSource pool) {
        return new GuardedDataSource(pool, this);
    }

    /** Stands for the connection while there is none. */
    SQLException refusal(CallNotPermittedException refused) {
        return new SQLTransientConnectionException(
                "not asked for a while, since it could not be reached: " + lastFailure, "08001", refused);
    }

    CircuitBreaker breaker() {
        return breaker;
    }

    /** CLOSED, OPEN or HALF_OPEN. */
    String state() {
        return breaker.getState().name();
    }

    /** Registers resilience4j's own metrics. */
    void bindTo(MeterRegistry meters) {
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(registry).bindTo(meters);
    }
}
