package dev.caravan.dashboard.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import org.junit.jupiter.api.Test;

class VisitorSketchTest {

    @Test
    void upTo16384VisitorsAreCountedExactly() {
        VisitorSketch sketch = sketch(0, 16_384);
        sketch.add("visitor-0");

        assertThat(sketch.count()).isEqualTo(new VisitorSketch.Count(16_384, false));
    }

    @Test
    void moreVisitorsAreEstimatedWithinTwoPercent() {
        VisitorSketch.Count count = sketch(0, 300_000).count();

        assertThat(count.estimated()).isTrue();
        assertThat(count.visitors()).isCloseTo(300_000, withinPercentage(2));
    }

    @Test
    void whoCameOnSeveralDaysCountsOnce() {
        List<byte[]> days = List.of(
                sketch(0, 6_000).bytes(),
                sketch(3_000, 9_000).bytes(),
                sketch(6_000, 12_000).bytes());

        assertThat(VisitorSketch.together(days)).isEqualTo(new VisitorSketch.Count(12_000, false));
    }

    @Test
    void daysOfManyVisitorsAreEstimatedTogetherWithinTwoPercent() {
        List<byte[]> days = List.of(
                sketch(0, 100_000).bytes(),
                sketch(50_000, 150_000).bytes(),
                sketch(149_990, 150_000).bytes());

        VisitorSketch.Count count = VisitorSketch.together(days);

        assertThat(count.estimated()).isTrue();
        assertThat(count.visitors()).isCloseTo(150_000, withinPercentage(2));
    }

    @Test
    void noDaysHaveNoVisitors() {
        assertThat(VisitorSketch.together(List.of())).isEqualTo(new VisitorSketch.Count(0, false));
    }

    private static VisitorSketch sketch(int from, int to) {
        VisitorSketch sketch = new VisitorSketch();
        for (int i = from; i < to; i++) {
            sketch.add("visitor-" + i);
        }
        return sketch;
    }
}
