package dev.caravan.verify;

import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;

/** What failed, in one line that names who did not answer. */
final class Failures {
    private Failures() {}

    static String text(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof ExecutionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = oneLine(cause);
        if (cause instanceof CheckFailedException) {
            return message;
        }
        if (cause instanceof SQLException) {
            return "the database: " + message;
        }
        if (cause instanceof KafkaException) {
            return "Kafka: " + message;
        }
        return cause.getClass().getSimpleName() + ": " + message;
    }

    private static String oneLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
