package dev.caravan.dashboard;

import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;

/** Lends the rooms behind other paths of the API the reading of a query string. */
public final class QueryParameters {

    /**
     * The parameters that are given and not empty, by name.
     *
     * @param query the request's query string, not decoded
     * @param names what is allowed, separated by blanks
     * @throws BadParameter names the parameter and what is allowed
     */
    public Map<String, String> of(@Header(Exchange.HTTP_RAW_QUERY) @Nullable String query, String names) {
        return QueryString.decode(query, List.of(names.split(" ")));
    }
}
