package dev.caravan.dashboard.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.dashboard.BadParameter;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportQueryTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void aFilterThatIsGivenEmptyMeansUnknownAndOneThatIsNotGivenMeansAll() {
        ReportQuery query = parse("overview", "range=7d&country=&device=mobile");
        assertThat(query.parameters()).containsEntry("country", "").containsEntry("device", "mobile");
        assertThat(query.parameters()).containsEntry("source", "*").containsEntry("category", "");
        assertThat(query.parameters()).containsEntry("dimension", "several");
        assertThat(parse("overview", "country=DE").parameters())
                .containsEntry("dimension", "country")
                .containsEntry("value", "DE");
    }

    @Test
    void aPageGoesOnBehindTheLastRowOfTheOneBefore() {
        String next = ReportQuery.Cursor.behind(NOW, "a~b", "EUR");
        assertThat(parse("carts", "after=" + next).parameters())
                .containsEntry("afterAt", NOW.atOffset(ZoneOffset.UTC))
                .containsEntry("afterId", "a~b")
                .containsEntry("afterCurrency", "EUR");
        assertThat(parse("products", "after=50").parameters()).containsEntry("offset", 50);
    }

    @Test
    void halfADayIsHeldAgainstHalfADayOrAgainstNothing() {
        assertThat(parse("overview", "range=today").comparison()).isEqualTo(ReportQuery.Comparison.SAME_TIME);
        assertThat(parse("breakdown", "range=today").comparison()).isEqualTo(ReportQuery.Comparison.NONE);
        assertThat(parse("breakdown", "range=yesterday").comparison()).isEqualTo(ReportQuery.Comparison.WHOLE_DAYS);
    }

    @ParameterizedTest
    @CsvSource({
        "overview, sort=revenue, unknown parameter",
        "products, sort=colour, sort must be one of",
        "products, limit=1001, limit must be a whole number from 1 to 1000",
        "breakdown, by=weather, by must be one of",
        "events, after=0~2026-11-24T12:00:00Z~~no-uuid, after must be",
        "session, range=7d, id is missing",
        "overview, category=, category must not be empty",
        "overview, format=xml, format must be json or csv"
    })
    void whatIsWrongIsNamed(String report, String query, String message) {
        assertThatThrownBy(() -> parse(report, query))
                .isInstanceOf(BadParameter.class)
                .hasMessageContaining(message);
    }

    private static ReportQuery parse(String report, String query) {
        return ReportQuery.parse(report, query, false, ZoneOffset.UTC, NOW);
    }
}
