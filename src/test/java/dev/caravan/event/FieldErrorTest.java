package dev.caravan.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FieldErrorTest {
    @Test
    void textThatIsFineStaysAsItIs() {
        assertThat(new FieldError("/a", "type", "grün 😀").message()).isEqualTo("grün 😀");
    }

    @Test
    void whatCantBeStoredIsSpelledOut() {
        assertThat(new FieldError("/a\0", "type", "x\ud800y\udc00").field()).isEqualTo("/a\\u0000");
        assertThat(new FieldError("/a\0", "type", "x\ud800y\udc00").message()).isEqualTo("x\\ud800y\\udc00");
    }

    @Test
    void aLongTextIsCutBetweenCharacters() {
        String cut = new FieldError("", "type", "x" + "😀".repeat(400)).message();

        assertThat(cut).isEqualTo("x" + "😀".repeat(250) + "…");
    }
}
