package dev.caravan.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arithmetic behind aggregates. */
class StatisticsTest {
    private static final Divergence COINS = Divergence.of(
            Map.of("values", List.of("heads", "tails"), "weights", List.of(BigDecimal.ONE, BigDecimal.ONE)));
    private static final Divergence BINS = Divergence.of(Map.of(
            "bins", List.of(new BigDecimal("0"), new BigDecimal("10"), new BigDecimal("20")),
            "weights", List.of(new BigDecimal("0.25"), new BigDecimal("0.25")),
            "tail_weights", List.of(BigDecimal.ZERO, new BigDecimal("0.5"))));

    private static Moments of(String... values) {
        return Stream.of(values).map(BigDecimal::new).reduce(Moments.NONE, Moments::plus, Moments::plus);
    }

    @Test
    void meanAndDeviationAreExactToTenDigits() {
        Moments moments = of("2", "4", "4", "4", "5", "5", "7", "9");
        assertThat(moments.mean()).isEqualByComparingTo("5");
        assertThat(moments.stdev()).isEqualByComparingTo("2.1380899353");
        assertThat(of("1", "1", "2").mean()).isEqualByComparingTo("1.3333333333");
        assertThat(of("0.5").stdev()).isNull();
        assertThat(Moments.NONE.mean()).isNull();
    }

    @Test
    void aHugeOffsetCostsNoDigit() {
        assertThat(of("1000000000001", "1000000000002", "1000000000003").stdev())
                .isEqualByComparingTo("1");
    }

    @Test
    void partsAddUpToTheWhole() {
        assertThat(of("1", "2.5").plus(of("3"))).isEqualTo(of("1", "2.5", "3"));
    }

    @Test
    void whatIsThresholdDeviationsAwayIsFarOff() {
        Moments moments = of("1", "2", "3");
        assertThat(moments.isFarOff(new BigDecimal("3"), BigDecimal.ONE, true)).isTrue();
        assertThat(moments.isFarOff(new BigDecimal("1"), BigDecimal.ONE, true)).isTrue();
        assertThat(moments.isFarOff(new BigDecimal("1"), BigDecimal.ONE, false)).isFalse();
        assertThat(of("1", "1").isFarOff(new BigDecimal("1"), BigDecimal.ZERO, true))
                .isFalse();
    }

    @Test
    void divergenceIsZeroOfTheSameAndInfiniteOfWhatIsNotExpected() {
        assertThat(COINS.kl(new long[] {5, 5, 0})).isZero();
        assertThat(COINS.kl(new long[] {3, 1, 0}))
                .isCloseTo(0.75 * Math.log(1.5) + 0.25 * Math.log(0.5), within(1e-12));
        assertThat(Divergence.observed(COINS.kl(new long[] {5, 5, 1}))).isEqualTo("Infinity");
        assertThat(COINS.kl(new long[] {0, 0, 0})).isNull();
        assertThat(Divergence.klIsMet(COINS.kl(new long[] {5, 5, 1}), BigDecimal.TEN))
                .isFalse();
        assertThat(Divergence.klIsMet(0.5, new BigDecimal("0.5"))).isTrue();
    }

    @Test
    void stabilityKnowsNoInfinity() {
        assertThat(COINS.psi(new long[] {5, 5, 0})).isZero();
        assertThat(COINS.psi(new long[] {5, 0, 5}))
                .isCloseTo(2 * (0.5 - 0.0001) * Math.log(0.5 / 0.0001), within(1e-9));
        assertThat(Divergence.psiIsMet(0.2, new BigDecimal("0.2"))).isFalse();
        assertThat(Divergence.psiIsMet(null, new BigDecimal("0.2"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "0, 1", "9.99, 1", "10, 2", "20, 2", "20.01, 3"})
    void aBinHoldsItsLowerEdgeAndTheLastBoth(BigDecimal value, int cell) {
        assertThat(BINS.cell(value, ZoneOffset.UTC)).isEqualTo(cell);
    }

    @Test
    void whatIsNoNumberHasACellOfItsOwn() {
        assertThat(BINS.cell(Double.NaN, ZoneOffset.UTC)).isEqualTo(4);
        assertThat(BINS.cell("10", ZoneOffset.UTC)).isEqualTo(4);
        assertThat(BINS.cell(Double.POSITIVE_INFINITY, ZoneOffset.UTC)).isEqualTo(3);
        assertThat(BINS.cells()).isEqualTo(5);
        assertThat(COINS.cell("edge", ZoneOffset.UTC)).isEqualTo(2);
    }

    @Test
    void aDistributionOfAnotherFormIsRefused() {
        assertThatThrownBy(() -> Divergence.of(Map.of("weights", List.of()))).hasMessageContaining("bins");
        assertThatThrownBy(() -> Divergence.of(Map.of("values", List.of("a"), "weights", List.of())))
                .hasMessageContaining("as many weights as values");
    }

    @ParameterizedTest
    @CsvSource({"0, 10, 0", "0.1, 10, 0", "0.11, 10, 1", "0.5, 10, 4", "0.5, 11, 5", "1, 10, 9"})
    void aQuantileIsThePlaceOfAValue(BigDecimal quantile, long values, long place) {
        assertThat(QuantileRanges.place(quantile, values)).isEqualTo(place);
    }
}
