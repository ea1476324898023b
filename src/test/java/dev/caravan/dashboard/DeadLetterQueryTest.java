package dev.caravan.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.event.Reason;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterQueryTest {

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"reason=&from=&to=&before=&limit="})
    void nothingGivenMeansTheNewestFiftyOfAllTime(String query) {
        assertThat(DeadLetterQuery.parse(query))
                .isEqualTo(new DeadLetterQuery(
                        null, Instant.EPOCH, Instant.parse("9999-01-01T00:00:00Z"), Long.MAX_VALUE, 50));
    }

    @Test
    void everyParameterIsRead() {
        assertThat(
                        DeadLetterQuery.parse(
                                "reason=too_large&from=2026-11-22T00:00:00Z&to=2026-11-23T00%3A00%3A00%2B01%3A00&before=123&limit=500"))
                .isEqualTo(new DeadLetterQuery(
                        Reason.TOO_LARGE,
                        Instant.parse("2026-11-22T00:00:00Z"),
                        Instant.parse("2026-11-22T23:00:00Z"),
                        123,
                        500));
    }

    @Test
    void aPlusThatIsNotEncodedIsStillAnOffset() {
        assertThat(DeadLetterQuery.parse("from=2026-11-22T01:00:00+01:00").from())
                .isEqualTo("2026-11-22T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit=0 | limit must be a whole number from 1 to 500, was \"0\"",
                "limit=501 | limit must be a whole number from 1 to 500, was \"501\"",
                "limit=ten | limit must be a whole number from 1 to 500, was \"ten\"",
                "limit=9999999999999999999 | limit must be a whole number from 1 to 500, was \"9999999999999999999\"",
                "before=-1 | before must be a whole number from 1 to 9223372036854775807, was \"-1\"",
                "from=yesterday | from must be a time with an offset such as 2026-11-22T00:00:00Z, was \"yesterday\"",
                "to=2026-11-22T00:00:00 | to must be a time with an offset such as 2026-11-22T00:00:00Z, was \"2026-11-22T00:00:00\"",
                "to=1900-01-01T00:00:00Z | to must be a time from 1970 to 9999, was \"1900-01-01T00:00:00Z\"",
                "limits=1 | unknown parameter \"limits\", allowed are reason, from, to, before, limit",
                "limit=1&limit=2 | limit must be given once",
                "reason=%zz | the query is not percent-encoded: \"%zz\"",
                "reason=bad | reason must be one of malformed_json, not_an_object, too_large, schema_violation, unknown_event_type, missing_visitor, time_out_of_range, rejected_by_database, processing_error, was \"bad\"",
            })
    void whatIsWrongIsNamedWithWhatIsAllowed(String query, String message) {
        assertThatThrownBy(() -> DeadLetterQuery.parse(query))
                .isInstanceOf(BadParameter.class)
                .hasMessage(message);
    }
}
