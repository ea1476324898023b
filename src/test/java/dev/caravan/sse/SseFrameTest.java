package dev.caravan.sse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SseFrameTest {

    @Test
    void aFrameIsEventIdDataAndAnEmptyLine() {
        assertThat(text("snapshot", 7, "{\"a\":1}")).isEqualTo("event: snapshot\nid: 5-7\ndata: {\"a\":1}\n\n");
    }

    @Test
    void eachLineOfTheDataGetsItsOwnField() {
        assertThat(text("e", 1, "a\nb\r\nc\rd")).isEqualTo("event: e\nid: 5-1\ndata: a\ndata: b\ndata: c\ndata: d\n\n");
    }

    @Test
    void anEmptyLineInTheDataDoesNotEndTheFrame() {
        assertThat(text("e", 1, "a\n\nb\n")).isEqualTo("event: e\nid: 5-1\ndata: a\ndata: \ndata: b\ndata: \n\n");
    }

    @Test
    void noDataIsStillADataField() {
        assertThat(text("e", 1, "")).isEqualTo("event: e\nid: 5-1\ndata: \n\n");
    }

    @Test
    void aLineBreakInTheEventNameCannotForgeAField() {
        assertThat(text("a\r\ndata: forged", 1, "x")).isEqualTo("event: adata: forged\nid: 5-1\ndata: x\n\n");
    }

    @Test
    void textIsUtf8() {
        assertThat(SseFrame.of("e", new SseId(5, 1), "Grüße 🛒").bytes().getBytes())
                .isEqualTo("event: e\nid: 5-1\ndata: Grüße 🛒\n\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void retryIsInMilliseconds() {
        assertThat(SseFrame.retry(2000)).hasToString("retry: 2000\n\n");
    }

    private static String text(String event, long id, String data) {
        return SseFrame.of(event, new SseId(5, id), data).bytes().toString();
    }
}
