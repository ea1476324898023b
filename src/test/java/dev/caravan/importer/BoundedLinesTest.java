package dev.caravan.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoundedLinesTest {
    @Test
    void linesComeWithoutTheirEndsAndTheLastNeedsNone() throws IOException {
        assertThat(texts(Samples.lines("a\r\n\nb\nc"))).containsExactly("a", "", "b", "c");
        assertThat(texts(Samples.lines(""))).isEmpty();
        assertThat(texts(Samples.lines("a\n"))).containsExactly("a");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstLine() throws IOException {
        assertThat(texts(Samples.lines("\uFEFFa\n\uFEFFb"))).containsExactly("a", "\uFEFFb");
    }

    @Test
    void aLineOverTheLimitIsCutAndTheNextIsWhole() throws IOException {
        BoundedLines lines = new BoundedLines(new EndlessLine(300L * 1024 * 1024));

        assertThat(lines.next()).hasSize(BoundedLines.MAX_BYTES);
        assertThat(lines.next()).asString().isEqualTo("b");
        assertThat(lines.number()).isEqualTo(2);
    }

    @Test
    void aCutLineIsTooLargeBehindAByteOrderMarkToo() throws IOException {
        assertThat(Samples.lines("\uFEFF" + "x".repeat(70_000)).next()).hasSize(BoundedLines.MAX_BYTES);
    }

    private static List<String> texts(BoundedLines lines) throws IOException {
        List<String> texts = new ArrayList<>();
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            texts.add(new String(line, StandardCharsets.UTF_8));
        }
        return texts;
    }

    private static final class EndlessLine extends InputStream {
        private long left;
        private int tail = 2;

        EndlessLine(long length) {
            left = length;
        }

        @Override
        public int read() {
            if (left > 0) {
                left--;
                return 'x';
            }
            tail--;
            return tail == 1 ? '\n' : tail == 0 ? 'b' : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int count = (int) Math.min(left, length);
            if (count > 0) {
                Arrays.fill(buffer, offset, offset + count, (byte) 'x');
                left -= count;
                return count;
            }
            int next = read();
            if (next < 0) {
                return -1;
            }
            buffer[offset] = (byte) next;
            return 1;
        }
    }
}
