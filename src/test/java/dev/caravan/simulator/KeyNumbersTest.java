package dev.caravan.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyNumbersTest {

    @Test
    void eachNameHasOneNumberInTheOrderInWhichTheyCame() {
        KeyNumbers numbers = new KeyNumbers();
        for (int i = 0; i < 200_000; i++) {
            assertThat(numbers.numberOf(KeyNumbers.keyOf("u-" + i))).isEqualTo(i);
        }
        for (int i = 0; i < 200_000; i++) {
            assertThat(numbers.numberOf(KeyNumbers.keyOf("u-" + i))).isEqualTo(i);
        }
        assertThat(numbers.size()).isEqualTo(200_000);
    }

    @Test
    void keysThatDifferInHighBitsOnlyAreKeptApartAsQuickly() {
        KeyNumbers numbers = new KeyNumbers();
        for (long i = 0; i < 200_000; i++) {
            assertThat(numbers.numberOf(i << 16)).isEqualTo((int) i);
            assertThat(numbers.key((int) i)).isEqualTo(i << 16);
        }
    }
}
