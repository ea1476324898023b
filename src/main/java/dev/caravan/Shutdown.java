package dev.caravan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.main.Main;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops the routes first, then what they stand on, last opened first closed. Runs once, whoever asks first. */
final class Shutdown implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

    private final Main main;
    private final Deque<Part> parts = new ArrayDeque<>();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final StringBuilder durations = new StringBuilder();
    private volatile String closing = "nothing";
    private boolean done;

    private record Part(String name, AutoCloseable resource) {}

    Shutdown(Main main) {
        this.main = main;
        parts.push(new Part("routes", this::stopRoutes));
    }

    /** Closed after the routes and before what was named here earlier. */
    void closeLast(String name, AutoCloseable resource) {
        Part routes = parts.pop();
        parts.push(new Part(name, resource));
        parts.push(routes);
    }

    @Override
    public synchronized void run() {
        if (done) {
            return;
        }
        done = true;
        long before = System.nanoTime();
        while (!parts.isEmpty()) {
            close(parts.pop());
        }
        closing = "nothing";
        LOG.info("stopped after {} ms:{}", millisSince(before), durations);
        finished.countDown();
    }

    private void close(Part part) {
        long before = System.nanoTime();
        closing = part.name();
        try {
            part.resource().close();
        } catch (Exception e) {
            LOG.warn("{} did not close in order: {}", part.name(), e.getMessage());
        }
        durations.append(' ').append(part.name()).append(' ').append(millisSince(before));
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }

    private void stopRoutes() {
        if (main.isStarted()) {
            main.stop();
        } else if (main.getCamelContext() != null) {
            main.getCamelContext().stop();
        }
    }

    /** The part that is being closed now. */
    String closing() {
        return closing;
    }

    /** Returns when all is closed. */
    void await() throws InterruptedException {
        finished.await();
    }
}
