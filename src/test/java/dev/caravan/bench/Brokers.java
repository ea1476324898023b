package dev.caravan.bench;

import dev.caravan.embedded.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The process of the benchmark's Kafka: folder, first port, brokers. Ends with its parent's end of input. */
public final class Brokers {
    private Brokers() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        try (EmbeddedKafka kafka =
                EmbeddedKafka.start(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]))) {
            System.out.println(kafka.bootstrap());
            CountDownLatch end = new CountDownLatch(1);
            Thread input = new Thread(() -> {
                try {
                    while (System.in.read() >= 0) {
                        Thread.onSpinWait();
                    }
                } catch (IOException e) {
                    System.err.println("the parent is gone: " + e.getMessage());
                }
                end.countDown();
            });
            input.setDaemon(true);
            input.start();
            end.await();
        }
    }
}
