package dev.caravan.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void numbersCompareByValueAndOtherKindsNotAtAll() {
        assertThat(Values.compare(new BigDecimal("1.0"), BigDecimal.ONE, BERLIN))
                .isZero();
        assertThat(Values.compare(BigDecimal.ONE, "1", BERLIN)).isNull();
        assertThat(Values.compare("1", BigDecimal.ONE, BERLIN)).isNull();
        assertThat(Values.compare(Double.NaN, BigDecimal.ONE, BERLIN)).isNull();
        assertThat(Values.compare(Double.NEGATIVE_INFINITY, BigDecimal.ONE, BERLIN))
                .isNegative();
        assertThat(Values.compare(true, BigDecimal.ONE, BERLIN)).isNull();
    }

    @Test
    void textsCompareByCodePoints() {
        assertThat(Values.compare("a", "B", BERLIN)).isPositive();
        assertThat(Values.compare("\ud83c\udf75", "\uff34", BERLIN)).isPositive();
    }

    @Test
    void aTimeWithoutOffsetIsOfTheShopAndADateIsItsMidnight() {
        Instant midnight = Instant.parse("2026-02-28T23:00:00Z");
        assertThat(Values.compare(midnight, "2026-03-01", BERLIN)).isZero();
        assertThat(Values.compare(midnight, "2026-03-01T00:00", BERLIN)).isZero();
        assertThat(Values.compare(midnight, "2026-02-28 23:00:00Z", BERLIN)).isZero();
        assertThat(Values.compare(LocalDate.of(2026, 3, 1), "2026-03-01T00:00:00+01:00", BERLIN))
                .isZero();
        assertThat(Values.compare(midnight, "2026-02-30", BERLIN)).isNull();
        assertThat(Values.compare(midnight, "yesterday", BERLIN)).isNull();
    }

    @Test
    void nullIsNeitherEqualNorDifferent() {
        assertThat(Values.holds(RowCondition.Operator.NOT_EQUAL, null, "x", BERLIN))
                .isNull();
        assertThat(Values.holds(RowCondition.Operator.NOT_EQUAL, BigDecimal.ONE, "x", BERLIN))
                .isTrue();
        assertThat(Values.holds(RowCondition.Operator.LESS, BigDecimal.ONE, "x", BERLIN))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1.500, 1.5", "100, 100", "1E+2, 100", "0.00, 0"})
    void aNumberIsShownPlain(BigDecimal number, String shown) {
        assertThat(Values.observed(number)).hasToString(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "1,   5, false, false, 1,   true",
        "1,   5, true,  false, 1,   false",
        "1,   5, false, true,  5,   false",
        "1,   5, false, false, 5.0, true",
        "1,    , true,  true,  9,   true",
        " ,   5, true,  true,  9,   false"
    })
    void boundsBelongToTheRangeUnlessStrict(
            BigDecimal min, BigDecimal max, boolean strictMin, boolean strictMax, BigDecimal value, boolean holds) {
        assertThat(new Bounds(min, max, strictMin, strictMax).hold(value, BERLIN))
                .isEqualTo(holds);
    }

    @Test
    void whatIsOfAnotherKindThanABoundIsNotBetween() {
        assertThat(Bounds.inclusive("a", null).hold(BigDecimal.ONE, BERLIN)).isFalse();
        assertThat(Bounds.inclusive(null, BigDecimal.TEN).hold(Double.NaN, BERLIN))
                .isFalse();
        assertThat(Bounds.inclusive(null, BigDecimal.TEN).hold("1", BERLIN)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "VARCHAR(20), text",
        "INT4, integer",
        "TIMESTAMP WITH  TIME ZONE, timestamptz",
        "'NUMERIC(10, 2)', decimal",
        "FLOAT, double precision",
        "datetime, timestamp with time zone",
        "UUID, uuid"
    })
    void aTypeHasSeveralNames(String one, String other) {
        assertThat(ColumnTypes.canonical(one)).isEqualTo(ColumnTypes.canonical(other));
    }

    @Test
    void typesThatDifferHaveNoCommonName() {
        assertThat(ColumnTypes.isOneOf("integer", java.util.List.of("BIGINT", "TEXT")))
                .isFalse();
        assertThat(ColumnTypes.canonical("timestamp")).isNotEqualTo(ColumnTypes.canonical("timestamptz"));
        assertThat(ColumnTypes.kind("timestamptz")).isEqualTo(ColumnTypes.Kind.TIME);
        assertThat(ColumnTypes.kind("uuid")).isEqualTo(ColumnTypes.Kind.TEXT);
    }
}
