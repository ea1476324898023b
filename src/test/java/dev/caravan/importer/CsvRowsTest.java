package dev.caravan.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvRowsTest {
    @Test
    void aQuotedFieldMayHoldDelimitersQuotesAndLineFeeds() throws IOException {
        List<CsvRows.Row> rows = rows("1,\"a, \"\"b\"\"\",x\n2,\"c\nd\r\n\ne\",y\n3,5\" plate,z");

        assertThat(rows)
                .extracting(CsvRows.Row::values)
                .containsExactly(
                        List.of("1", "a, \"b\"", "x"), List.of("2", "c\nd\n\ne", "y"), List.of("3", "5\" plate", "z"));
        assertThat(rows).extracting(CsvRows.Row::line).containsExactly(1L, 2L, 6L);
        assertThat(rows).extracting(CsvRows.Row::lastLine).containsExactly(1L, 5L, 6L);
    }

    @Test
    void aQuoteThatIsNeverClosedSpoilsItsOwnLineOnly() throws IOException {
        List<CsvRows.Row> rows = rows("1,\"a\n2,b\n\n3,c");

        assertThat(rows.get(0).values()).isNull();
        assertThat(rows.get(0).text()).isEqualTo("1,\"a");
        assertThat(rows).extracting(CsvRows.Row::line).containsExactly(1L, 2L, 4L);
    }

    @Test
    void anOpenQuoteBeforeALongFileCostsBoundedMemory() throws IOException {
        List<CsvRows.Row> rows = rows("1,\"a\n" + "2,b\n".repeat(200_000));

        assertThat(rows).hasSize(200_001);
        assertThat(rows.get(200_000).line()).isEqualTo(200_001);
    }

    @Test
    void textBehindAClosedQuoteIsNoRow() throws IOException {
        assertThat(rows("1,\"a\"b\n2,c")).extracting(CsvRows.Row::values).containsExactly(null, List.of("2", "c"));
    }

    private static List<CsvRows.Row> rows(String text) throws IOException {
        CsvRows rows = new CsvRows(Samples.lines(text), ',');
        List<CsvRows.Row> all = new ArrayList<>();
        for (CsvRows.Row row = rows.next(); row != null; row = rows.next()) {
            all.add(row);
        }
        return all;
    }
}
