package dev.caravan.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That PostgreSQL finds the same is held by the engines' property test. */
class RegexDialectTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "^[A-Z]{2}$ DE true",
                "^[A-Z]{2}$ DEU false",
                "^\\d+$ 12 true",
                "^\\d+$ ٣ false",
                "\\bsale\\b sale true",
                "\\bsale\\b wholesale false",
                "^.$ 😀 true",
                "^[^@]+@[^@]+\\.[a-z]+$ a@b.de true",
                "^[^@]+@[^@]+\\.[a-z]+$ a@bde false",
                "(?i)^sku-[[:digit:]]+$ SKU-77 true",
                "^(?!test).*$ test-1 false",
                "^[a\\-z]$ m false",
                "^[-a]$ - true",
                "^[a&&b]$ & true",
                "^[]a]$ ] true",
                "a{2,3}? aa true",
                "^\\u00e4$ ä true",
                "^#$ # true"
            })
    void itFindsWhatItSays(String regex, String text, boolean found) {
        assertThat(RegexDialect.toJava(regex).matcher(text).find()).isEqualTo(found);
        assertThat(RegexDialect.toPostgres(regex)).isNotEmpty();
    }

    @Test
    void theEndIsTheEndOfTheTextAndADotIsAnyCharacter() {
        assertThat(RegexDialect.toJava("a$").matcher("a\n").find()).isFalse();
        assertThat(RegexDialect.toJava("^a.b$").matcher("a\nb").find()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?<name>a)",
                "(a)\\1",
                "a*+",
                "\\p{L}",
                "a(?i)b",
                "*a",
                "a{300}",
                "[a",
                "a\\",
                "[[:word:]]",
                "(a",
                "a{,3}"
            })
    void whatTheTwoDontShareIsRefused(String regex) {
        assertThatThrownBy(() -> RegexDialect.toPostgres(regex))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("in the regular expression " + regex);
    }
}
