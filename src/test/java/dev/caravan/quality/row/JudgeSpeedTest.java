package dev.caravan.quality.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.quality.Expectation;
import dev.caravan.quality.Suite;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What 40 expectations cost: {@code mvn test -Dtest=JudgeSpeedTest -Dbench.quality=true}. Prints, asserts no speed. */
@EnabledIfSystemProperty(named = "bench.quality", matches = "true")
class JudgeSpeedTest {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int BATCH = 2_000;
    private static final int ROUNDS = 40;

    @Test
    void fortyExpectationsOnBatchesOfTwoThousandRecords() throws Exception {
        List<StreamRecord> records = ShopStream.steady(2_000).next(Duration.ofSeconds(30));
        List<Expectation> shipped = StreamSuiteTest.shipped().expectations();
        List<Expectation> forty = new ArrayList<>(shipped);
        for (int i = 0; forty.size() < 40; i++) {
            forty.add(shipped.get(i));
        }
        run("40 expectations", Expected.stream(forty.toArray(Expectation[]::new)), records, 2 * ROUNDS);
        for (Expectation one : shipped) {
            run(one.type().code() + " " + one.kwargs().get("column"), Expected.stream(one), records, ROUNDS / 4);
        }
    }

    private static void run(String what, Suite suite, List<StreamRecord> records, int rounds) {
        StreamJudge judge = StreamJudge.of(suite);
        long bytes = 0;
        long batches = 0;
        long best = Long.MAX_VALUE;
        for (int round = 0; round < rounds; round++) {
            long start = THREADS.getCurrentThreadCpuTime();
            for (int i = 0; i + BATCH <= records.size(); i += BATCH) {
                for (WindowState state :
                        judge.judge(records.subList(i, i + BATCH)).values()) {
                    bytes += state.toBytes().length;
                    batches++;
                }
            }
            best = Math.min(
                    best, (THREADS.getCurrentThreadCpuTime() - start) / ((long) records.size() / BATCH * BATCH));
        }
        assertThat(batches).isPositive();
        System.out.printf("%-70s %5d ns of CPU a record, %6d bytes a batch%n", what, best, bytes / batches);
    }
}
