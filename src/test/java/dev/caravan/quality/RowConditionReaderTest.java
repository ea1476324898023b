package dev.caravan.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.quality.RowCondition.And;
import dev.caravan.quality.RowCondition.Compare;
import dev.caravan.quality.RowCondition.In;
import dev.caravan.quality.RowCondition.IsNull;
import dev.caravan.quality.RowCondition.Not;
import dev.caravan.quality.RowCondition.Operator;
import dev.caravan.quality.RowCondition.Or;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowConditionReaderTest {
    private static final RowCondition IN_GERMANY = new Compare("country", Operator.EQUAL, "DE");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "country = 'DE'",
                "country=='DE'",
                "country == \"DE\"",
                "col(\"country\") == \"DE\"",
                "col('country')='DE'",
                " ( \"country\" = 'DE' ) "
            })
    void theFormsOfSqlAndOfGreatExpectationsAreRead(String condition) {
        assertThat(RowConditionReader.read(condition)).isEqualTo(IN_GERMANY);
    }

    @Test
    void andBindsMoreCloselyThanOr() {
        RowCondition a = new Compare("a", Operator.GREATER, new BigDecimal("1.50"));
        RowCondition b = new Not(new IsNull("b"));
        RowCondition c = new In("c", List.of("x", new BigDecimal("-2"), true));
        assertThat(RowConditionReader.read("a > 1.50 or b is not null and c in ('x', -2, true)"))
                .isEqualTo(new Or(a, new And(b, c)));
        assertThat(RowConditionReader.read("(a > 1.50 or b.notNull()) & ~(c not in ('x', -2, true))"))
                .isEqualTo(new And(new Or(a, b), new Not(new Not(c))));
    }

    @Test
    void aQuoteInATextIsWrittenTwice() {
        assertThat(RowConditionReader.read("name <> 'O''Neill'"))
                .isEqualTo(new Compare("name", Operator.NOT_EQUAL, "O'Neill"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "country = DE|a value is expected instead of \"DE\": a 'text', a number, true or false",
                "country like 'D%'|\"like\" compares nothing; there are = != < <= > >=, in (…), is null, is not null",
                "country = 'DE|what begins with \"'DE\" can't be read",
                "a = 1 b = 2|\"b\" is too much; conditions are joined by and, or",
                "(a = 1|) is expected at the end",
                "a in 1|( is expected instead of \"1\"",
                "a =|it ends too early",
                "a.empty()|there is no .empty(), there are .notNull() and .isNull()"
            })
    void aMistakeIsNamed(String condition, String message) {
        assertThatThrownBy(() -> RowConditionReader.read(condition))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message + ", in the row condition " + condition);
    }
}
