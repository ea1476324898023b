package dev.caravan.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {

    @ParameterizedTest
    @CsvSource({"0, 0.00", "5, 5.00", "1E+3, 1000.00", "12.3, 12.30", "0.125, 0.125", "2.5000, 2.50", "-7.1, -7.10"})
    void moneyIsExactAndHasAtLeastTwoDecimals(BigDecimal amount, String text) {
        assertThat(Amounts.text(amount)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"6123.40, 66, 92.78", "1, 8, 0.13", "10, 4, 2.50", "0, 3, 0.00"})
    void anAverageIsRoundedHalfUpToTwoDecimals(BigDecimal total, long count, String average) {
        assertThat(Amounts.average(total, count)).isEqualTo(average);
    }

    @Test
    void whatHasNothingToDivideByIsNotMeasured() {
        assertThat(Amounts.average(BigDecimal.TEN, 0)).isNull();
        assertThat(Amounts.ratio(0, 0)).isNull();
    }

    @Test
    void aRatioHasFourDecimals() {
        assertThat(Amounts.ratio(66, 2210)).isEqualTo("0.0299");
    }
}
