package dev.caravan.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    private static final Names NAMES = new Names(42);

    @Test
    void popularityFallsAsOneOverTheRank() {
        Zipf zipf = new Zipf(300);
        SplittableRandom random = new SplittableRandom(1);
        int draws = 1_000_000;
        int[] counts = new int[300];
        for (int i = 0; i < draws; i++) {
            counts[zipf.draw(random)]++;
        }

        double harmonic = 0;
        for (int rank = 1; rank <= 300; rank++) {
            harmonic += 1.0 / rank;
        }
        for (int rank : new int[] {1, 2, 3, 10, 100, 300}) {
            double expected = draws / (rank * harmonic);
            assertThat((double) counts[rank - 1])
                    .as("rank %d, within five standard deviations", rank)
                    .isCloseTo(expected, within(5 * Math.sqrt(expected)));
        }
    }

    @Test
    void aZipfOfOneAlwaysDrawsIt() {
        assertThat(new Zipf(1).draw(new SplittableRandom(1))).isZero();
    }

    @Test
    void threeHundredProductsHaveTheirOwnIdsAndNames() {
        Catalogue catalogue = new Catalogue(new SplittableRandom(42), 2, NAMES);

        assertThat(catalogue.products()).hasSize(300).allMatch(p -> p.category().matches("[^/]+/[^/]+"));
        assertThat(catalogue.products()).extracting(Product::id).doesNotHaveDuplicates();
        assertThat(catalogue.products()).extracting(Product::name).doesNotHaveDuplicates();
        assertThat(catalogue.products()).allSatisfy(p -> {
            assertThat(p.listPrice().amount()).isBetween(new BigDecimal("6"), new BigDecimal("500"));
            assertThat(p.listPrice().amount().scale()).isEqualTo(2);
            assertThat(p.variants()).isNotEmpty();
        });
    }

    @Test
    void aCurrencyWithoutDecimalsGetsWholePrices() {
        assertThat(new Catalogue(new SplittableRandom(42), 0, NAMES).products())
                .allSatisfy(p -> assertThat(p.listPrice().amount().scale()).isZero());
    }

    @Test
    void drawingWithinACategoryStaysInIt() {
        Catalogue catalogue = new Catalogue(new SplittableRandom(42), 2, NAMES);
        SplittableRandom random = new SplittableRandom(1);

        for (Product product : catalogue.products()) {
            assertThat(catalogue.drawIn(product.category(), random).category()).isEqualTo(product.category());
        }
    }
}
