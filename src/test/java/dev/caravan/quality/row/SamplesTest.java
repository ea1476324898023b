package dev.caravan.quality.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What is kept when there is too much to keep all, and that it depends on what was seen and on nothing else. */
class SamplesTest {
    private static final int PARTS = 8;

    @Test
    void differentHashesAreCountedExactlyUpToTheLimit() {
        HashSample sample = new HashSample();
        for (int i = 0; i < 3 * HashSample.MOST; i++) {
            sample.add(Hashes.of(BigDecimal.valueOf(i % HashSample.MOST)));
        }
        assertThat(sample.isExact()).isTrue();
        assertThat(sample.distinct()).isEqualTo(HashSample.MOST);
    }

    @Test
    void beyondTheLimitTheCountIsOffByLessThanThreePercent() {
        HashSample sample = new HashSample();
        for (int i = 0; i < 1_000_000; i++) {
            sample.add(Hashes.of("visitor-" + i));
        }
        assertThat(sample.isExact()).isFalse();
        assertThat(sample.distinct()).as("3 %% of a million").isBetween(970_000L, 1_030_000L);
    }

    @Test
    void hashSamplesMergeInAnyOrderToTheSameBytes() {
        assertMergesInAnyOrder(
                HashSample::new,
                (sample, i) -> sample.add(Hashes.of("visitor-" + i)),
                HashSample::merge,
                HashSample::write,
                200_000);
    }

    @Test
    void anOccurrenceIsRepeatedIfItsHashComesAgain() {
        Occurrences occurrences = new Occurrences();
        for (int i = 0; i < 1_000; i++) {
            occurrences.add(Hashes.of("order-" + i % 990), Place.packed(i % 3, i));
        }
        assertThat(occurrences.repeated()).isEqualTo(20);
        List<Place> places = occurrences.repeatedPlaces().after(-1, 100);
        assertThat(places).hasSize(20).isSorted();
        assertThat(places).contains(new Place(0, 0), new Place(990 % 3, 990), new Place(999 % 3, 999));
    }

    @Test
    void ofOneHashAllAreCountedAndTheFirstThousandPlacesAreKept() {
        Occurrences occurrences = new Occurrences();
        for (int i = 0; i < 100_000; i++) {
            occurrences.add(Hashes.of("always the same"), Place.packed(0, i));
        }
        assertThat(occurrences.isExact()).isTrue();
        assertThat(occurrences.repeated()).isEqualTo(100_000);
        assertThat(occurrences.repeatedPlaces().after(-1, 2_000))
                .hasSize(Occurrences.MOST_OF_A_HASH)
                .endsWith(new Place(0, 999));
    }

    @Test
    void beyondTheLimitTheRepeatedAreEstimated() {
        Occurrences occurrences = new Occurrences();
        for (int i = 0; i < 500_000; i++) {
            occurrences.add(Hashes.of("order-" + i), Place.packed(0, i));
            if (i % 100 == 0) {
                occurrences.add(Hashes.of("order-" + i), Place.packed(1, i));
            }
        }
        assertThat(occurrences.isExact()).isFalse();
        assertThat(occurrences.repeated()).as("20 %% of 10,000").isBetween(8_000L, 12_000L);
    }

    @Test
    void occurrencesMergeInAnyOrderToTheSameBytes() {
        assertMergesInAnyOrder(
                Occurrences::new,
                (occurrences, i) -> occurrences.add(Hashes.of("order-" + (i % 7 == 0 ? 1 : i)), Place.packed(i % 5, i)),
                Occurrences::merge,
                Occurrences::write,
                200_000);
    }

    @Test
    void valueSamplesMergeInAnyOrderToTheSameBytes() {
        assertMergesInAnyOrder(
                () -> new ValueSample(1_000),
                (sample, i) -> sample.add(BigDecimal.valueOf(i % 5_000, 2), Place.packed(0, i)),
                ValueSample::merge,
                ValueSample::write,
                50_000);
    }

    @Test
    void aMedianOfASampleIsNearTheMiddleOfAllRows() {
        ValueSample sample = new ValueSample(16_384);
        int rows = 500_000;
        for (int i = 0; i < rows; i++) {
            sample.add(BigDecimal.valueOf(i), Place.packed(0, i));
        }
        assertThat(sample.isExact()).isFalse();
        Map<Object, Long> counts = sample.counts();
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        long passed = 0;
        BigDecimal median = BigDecimal.ZERO;
        for (Map.Entry<Object, Long> entry : counts.entrySet()) {
            passed += entry.getValue();
            median = (BigDecimal) entry.getKey();
            if (2 * passed >= all) {
                break;
            }
        }
        assertThat(median.doubleValue()).as("2 %% of the rows").isBetween(0.48 * rows, 0.52 * rows);
    }

    @Test
    void sumsOfAmountsAreExactWhateverTheirScales() {
        Random random = new Random(7);
        DecimalSum sum = new DecimalSum(true);
        BigDecimal expected = BigDecimal.ZERO;
        BigDecimal expectedSquares = BigDecimal.ZERO;
        for (int i = 0; i < 10_000; i++) {
            BigDecimal number = i % 100 == 0
                    ? new BigDecimal("-98765432109876543210.123456789")
                    : BigDecimal.valueOf(random.nextLong() >> random.nextInt(60), random.nextInt(12) - 2);
            sum.add(number);
            expected = expected.add(number);
            expectedSquares = expectedSquares.add(number.multiply(number));
        }
        assertThat(sum.sum()).isEqualByComparingTo(expected);
        assertThat(sum.sumOfSquares()).isEqualByComparingTo(expectedSquares);
    }

    @Test
    void pairsAreSortedByTheFirstAndThenTheSecond() {
        Random random = new Random(7);
        int size = 5_000;
        long[] first = new long[size];
        long[] second = new long[size];
        List<List<Long>> pairs = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            first[i] = random.nextInt(3) == 0 ? 5 : random.nextInt(1_000) - 500;
            second[i] = random.nextInt(50);
            pairs.add(List.of(first[i], second[i]));
        }
        int middle = 1_700;
        PairSort.sort(first, second, 0, middle);
        PairSort.sort(first, second, middle, size);
        PairSort.merge(first, second, middle, size);
        pairs.sort((one, other) -> one.get(0).equals(other.get(0))
                ? Long.compare(one.get(1), other.get(1))
                : Long.compare(one.get(0), other.get(0)));
        for (int i = 0; i < size; i++) {
            assertThat(List.of(first[i], second[i])).isEqualTo(pairs.get(i));
        }
    }

    private static <T> void assertMergesInAnyOrder(
            Supplier<T> empty, BiConsumer<T, Integer> add, BiConsumer<T, T> merge, BiConsumer<T, Output> write, int n) {
        Function<Random, byte[]> merged = random -> {
            List<T> parts = new ArrayList<>();
            for (int part = 0; part < PARTS; part++) {
                parts.add(empty.get());
            }
            for (int i = 0; i < n; i++) {
                add.accept(parts.get(random.nextInt(PARTS)), i);
            }
            Collections.shuffle(parts, random);
            T whole = empty.get();
            parts.forEach(part -> merge.accept(whole, part));
            Output out = new Output();
            write.accept(whole, out);
            return out.toBytes();
        };
        T atOnce = empty.get();
        for (int i = 0; i < n; i++) {
            add.accept(atOnce, i);
        }
        Output out = new Output();
        write.accept(atOnce, out);
        assertThat(merged.apply(new Random(1))).isEqualTo(out.toBytes());
        assertThat(merged.apply(new Random(2))).isEqualTo(out.toBytes());
    }
}
