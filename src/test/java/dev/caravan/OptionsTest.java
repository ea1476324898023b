package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    private static final List<String> ALLOWED = List.of("--url", "--management");

    @Test
    void aValueFollowsItsNameOrAnEqualsSign() {
        Options options = Options.of(List.of("--url", "http://shop:8080", "--management=https://ops:9876"), ALLOWED);
        assertThat(options.url("--url", "http://other")).isEqualTo(URI.create("http://shop:8080"));
        assertThat(options.url("--management", "http://other")).isEqualTo(URI.create("https://ops:9876"));
    }

    @Test
    void whatIsNotGivenHasItsDefault() {
        Options options = Options.of(List.of(), ALLOWED);
        assertThat(options.has("--url")).isFalse();
        assertThat(options.url("--url", "http://other")).isEqualTo(URI.create("http://other"));
    }

    @Test
    void anUnknownOptionIsRefusedWithTheNearestOne() {
        assertThatThrownBy(() -> Options.of(List.of("--ulr", "x"), ALLOWED))
                .isInstanceOf(CommandLineException.class)
                .hasMessageContaining("--ulr")
                .hasMessageContaining("did you mean --url?");
    }

    @Test
    void aNameWithoutValueIsRefused() {
        assertThatThrownBy(() -> Options.of(List.of("--url"), ALLOWED)).hasMessage("--url needs a value");
    }

    @Test
    void aNameThatComesTwiceIsRefused() {
        assertThatThrownBy(() -> Options.of(List.of("--url=a", "--url", "b"), ALLOWED))
                .hasMessage("--url is given twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop:8080", "ftp://shop", "http://", "http://a b", ""})
    void whatIsNoAddressOfAPageIsRefused(String url) {
        Options options = Options.of(List.of("--url", url), ALLOWED);
        assertThatThrownBy(() -> options.url("--url", "http://other"))
                .isInstanceOf(CommandLineException.class)
                .hasMessageContaining("--url must be like http://host:8080");
    }
}
