package dev.caravan.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CategoriesTest {
    @Test
    void eachStandsOnceInTheOrderOfItsBytes() {
        Categories both = Categories.of(List.of("tea", "\uD83C\uDF75"))
                .merge(Categories.of(List.of("Tea", "\uFF34", "tea", "te")));
        assertThat(both.names()).containsExactly("Tea", "te", "tea", "\uFF34", "\uD83C\uDF75");
    }

    @Test
    void whatSaysNothingNewCostsNothing() {
        Categories known = Categories.of(List.of("a", "b"));
        assertThat(known.merge(Categories.of(List.of("b")))).isSameAs(known);
        assertThat(Categories.NONE.merge(known)).isSameAs(known);
    }

    @Test
    void anArrayLiteralQuotesWhatPostgresqlWouldTakeAsASign() {
        assertThat(Categories.of(List.of("a,b", "\"c\\", "null")).arrayLiteral())
                .isEqualTo("{\"\\\"c\\\\\",\"a,b\",\"null\"}");
        assertThat(Categories.NONE.arrayLiteral()).isEqualTo("{}");
    }
}
