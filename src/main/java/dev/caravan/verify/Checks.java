package dev.caravan.verify;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Lets a check look, for as long as it may. */
final class Checks {
    private Checks() {}

    /**
     * Returns within the check's limit, whatever it waits for.
     *
     * @throws InterruptedException if the caller is interrupted; the check is, too
     */
    static Outcome run(int number, Check check) throws InterruptedException {
        long startNanos = System.nanoTime();
        FutureTask<String> task = new FutureTask<>(check::measure);
        Thread thread = new Thread(task, "check-" + check.name());
        thread.setDaemon(true);
        thread.start();
        boolean passed = false;
        String text;
        try {
            text = task.get(check.limit().toMillis(), TimeUnit.MILLISECONDS);
            passed = true;
        } catch (ExecutionException e) {
            text = Failures.text(e);
        } catch (TimeoutException e) {
            text = "not finished within " + check.limit().toSeconds() + " s";
        } finally {
            task.cancel(true);
        }
        return new Outcome(number, check.name(), passed, text, Duration.ofNanos(System.nanoTime() - startNanos));
    }
}
