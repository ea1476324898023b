package dev.caravan.simulator;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatorSettingsTest {

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void aRateMustBePositive(double rate) {
        assertThatThrownBy(() -> Sample.settings(rate, 42, 0.01))
                .hasMessage("simulator rate per second must be positive, was " + rate);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN})
    void aBadRatioMustBeARatio(double ratio) {
        assertThatThrownBy(() -> Sample.settings(20, 42, ratio))
                .hasMessage("simulator bad ratio must be from 0 to 1, was " + ratio);
    }

    @Test
    void bothEndsOfTheBadRatioAreAllowed() {
        Sample.settings(20, 42, 0);
        Sample.settings(20, 42, 1);
    }
}
