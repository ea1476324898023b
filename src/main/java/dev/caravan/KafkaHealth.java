package dev.caravan;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.apache.kafka.clients.admin.Admin;

/** Ready as long as Kafka's cluster answers within two seconds. */
final class KafkaHealth extends AbstractHealthCheck implements AutoCloseable {
    private static final long TIMEOUT_S = 2;

    private final Admin admin;

    KafkaHealth(Map<String, Object> adminConfig) {
        super("caravan", "kafka");
        this.admin = Admin.create(adminConfig);
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        try {
            int brokers = admin.describeCluster()
                    .nodes()
                    .get(TIMEOUT_S, TimeUnit.SECONDS)
                    .size();
            if (brokers > 0) {
                builder.detail("brokers", brokers).up();
            } else {
                builder.message("no broker of Kafka is up").down();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            builder.message("interrupted").down();
        } catch (ExecutionException | TimeoutException e) {
            builder.message("Kafka does not answer within " + TIMEOUT_S + " s: " + e.getMessage())
                    .down();
        }
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    public void close() {
        admin.close(java.time.Duration.ofSeconds(1));
    }
}
