package dev.caravan.quality.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.quality.Expectation;
import dev.caravan.quality.Severity;
import dev.caravan.quality.Suite;
import dev.caravan.quality.SuiteMistakesException;
import dev.caravan.quality.SuiteReader;
import dev.caravan.quality.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The suite that is shipped, and a shop in which nothing is wrong beyond the everyday. */
class StreamSuiteTest {
    static Suite shipped() throws IOException, SuiteMistakesException {
        Path file = Path.of("quality/suites/stream.yaml");
        return SuiteReader.read(file.toString(), Files.readString(file));
    }

    @Test
    void aHealthyShopsDayFailsNothingCriticalAndHardlyAnythingElse() throws Exception {
        Suite suite = shipped();
        StreamJudge judge = StreamJudge.of(suite);
        int failed = 0;
        int judged = 0;
        List<String> critical = new ArrayList<>();
        ShopStream shop = ShopStream.rhythmic(20_000);
        for (int hour = 0; hour < 24; hour++) {
            for (Map.Entry<Instant, WindowState> window :
                    judge.judge(shop.next(Duration.ofHours(1))).entrySet()) {
                for (Verdict verdict : window.getValue().verdicts()) {
                    judged++;
                    failed += verdict.success() ? 0 : 1;
                    if (!verdict.success() && verdict.severity() == Severity.CRITICAL) {
                        critical.add(window.getKey() + " " + verdict);
                    }
                }
            }
        }
        assertThat(critical).isEmpty();
        assertThat(failed).as("of " + judged + " verdicts").isLessThan(judged / 100);
    }

    @Test
    void everyColumnThatItNamesIsThere() throws Exception {
        for (Expectation expectation : shipped().expectations()) {
            BitSet used = new BitSet();
            UsedColumns.of(expectation, StreamColumns.COLUMNS, used);
            if (expectation.column() != null) {
                assertThat(StreamJudge.columns()).contains(expectation.column());
                assertThat(used.isEmpty()).isFalse();
            }
        }
    }
}
