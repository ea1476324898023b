package dev.caravan.dashboard;

import java.sql.SQLException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** What the HTTP edge answers when a request fails: the client's fault 400, an outage 503, a bug 500. */
public final class HttpErrors {

    private static final Logger LOG = LoggerFactory.getLogger(HttpErrors.class);

    /** Turns the exception that was caught into the answer. No stack trace and no SQL leaves the house. */
    public void answer(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        HttpError error = describe(failure);
        if (error.status() == 500) {
            LOG.warn("{} answered with {}", exchange.getFromRouteId(), error.status(), failure);
        } else {
            LOG.debug("{} answered with {}", exchange.getFromRouteId(), error.status(), failure);
        }
        write(exchange.getMessage(), error);
    }

    static void write(Message message, HttpError error) {
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, error.status());
        message.setHeader("Content-Type", "application/json");
        message.setHeader("Cache-Control", "no-store");
        message.setHeader("X-Content-Type-Options", "nosniff");
        if (error.status() == 503) {
            message.setHeader("Retry-After", "5");
        }
        message.setBody(error.json());
    }

    static HttpError describe(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BadParameter) {
                return new HttpError(400, "bad_parameter", String.valueOf(cause.getMessage()));
            }
            if (cause instanceof DataAccessException || cause instanceof SQLException) {
                return new HttpError(503, "database_unavailable", "the database does not answer, try again");
            }
        }
        return new HttpError(500, "internal_error", "the request failed, see the log");
    }
}
