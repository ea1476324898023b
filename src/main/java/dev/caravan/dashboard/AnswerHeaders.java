package dev.caravan.dashboard;

import org.apache.camel.http.base.HttpHeaderFilterStrategy;

/**
 * Which headers of a message leave in an HTTP answer: all but Camel's own and those that the server sets. Camel's default also keeps
 * back {@code Cache-Control}, without which a proxy may store the numbers.
 */
public final class AnswerHeaders extends HttpHeaderFilterStrategy {

    public AnswerHeaders() {
        getOutFilter().remove("cache-control");
    }
}
