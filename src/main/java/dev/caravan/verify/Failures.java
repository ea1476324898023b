package dev.caravan.verify;

import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;

/** What failed, in one line that names who did not answer. */
final class Failures {
    private Failures() {}

    static String text(Throwable failure) {
        Throwable cause =
                failure instanceof ExecutionException && failure.getCause() != null ? failure.getCause() : failure;
        String message = oneLine(cause.getMessage() == null ? root(cause) : cause.getMessage());
        if (cause instanceof CheckFailedException) {
            return message;
        }
        if (cause instanceof SQLException) {
            return "the database: " + message;
        }
        if (cause instanceof KafkaException) {
            return "Kafka: " + message;
        }
        if (cause instanceof ConnectException || cause instanceof HttpTimeoutException) {
            return "no answer: " + message;
        }
        return cause.getClass().getSimpleName() + ": " + message;
    }

    private static String root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
