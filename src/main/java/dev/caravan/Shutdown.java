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
    private final Deque<AutoCloseable> resources = new ArrayDeque<>();
    private final CountDownLatch finished = new CountDownLatch(1);
    private boolean done;

    Shutdown(Main main) {
        this.main = main;
    }

    void closeLast(AutoCloseable resource) {
        resources.push(resource);
    }

    @Override
    public synchronized void run() {
        if (done) {
            return;
        }
        done = true;
        if (main.isStarted()) {
            main.stop();
        } else if (main.getCamelContext() != null) {
            main.getCamelContext().stop();
        }
        while (!resources.isEmpty()) {
            try {
                resources.pop().close();
            } catch (Exception e) {
                LOG.warn("did not close in order: {}", e.getMessage());
            }
        }
        finished.countDown();
    }

    /** Returns when all is closed. */
    void await() throws InterruptedException {
        finished.await();
    }
}
