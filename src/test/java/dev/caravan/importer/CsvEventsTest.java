package dev.caravan.importer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CsvEventsTest {
    private static final PositionIds IDS = new PositionIds("digest");

    @Test
    void aRowOfRees46IsAnEventInCanonicalForm() throws Exception {
        List<ImportRecord> records = Samples.csv(Samples.text("rees46.csv"), Samples.shippedFormats());

        assertThat(Samples.value(records.get(0)))
                .isEqualTo("{\"event_id\":\"" + IDS.at(2)
                        + "\",\"category\":\"drinks.tea\",\"currency\":\"USD\",\"event_timestamp\":\"2024-03-05T07:15:00Z\","
                        + "\"event_type\":\"product_view\",\"price\":4.50,\"product_id\":\"tea-1\",\"session_id\":\"s1\","
                        + "\"user_id\":\"u1\",\"properties\":{\"category_id\":\"900000000000000001\"}}");
        assertThat(Samples.json(records.get(1)).path("event_type").asText()).isEqualTo("add_to_cart");
        assertThat(Samples.json(records.get(1)).path("brand").asText()).isEqualTo("leaf");
        assertThat(records).extracting(ImportRecord::key).containsExactly("u1", "u1", "u1", null);
    }

    @Test
    void whatIsNoNumberStaysATextSoThatTheContractNamesTheField() throws Exception {
        ImportRecord record = Samples.csv(Samples.text("rees46.csv"), Samples.shippedFormats())
                .get(2);

        assertThat(Samples.json(record).path("price").isTextual()).isTrue();
        assertThat(Samples.json(record).path("price").asText()).isEqualTo("abc");
    }

    @Test
    void aRowWithAnotherNumberOfFieldsGoesOnAsItIs() throws Exception {
        ImportRecord record = Samples.csv(Samples.text("rees46.csv"), Samples.shippedFormats())
                .get(3);

        assertThat(Samples.value(record)).isEqualTo("2024-03-05 07:16:10 UTC,view,tea-1");
        assertThat(record.line()).isEqualTo(5);
    }

    @Test
    void theLinesOfAnInvoiceAreOneEventAndABrokenLineDoesNotSplitIt() throws Exception {
        List<ImportRecord> records = Samples.csv(Samples.text("invoices.csv"), Samples.shippedFormats());

        assertThat(records).extracting(ImportRecord::line).containsExactly(5L, 2L, 7L, 8L, 9L);
        assertThat(records).extracting(ImportRecord::doneLines).containsExactly(1L, 6L, 7L, 8L, 9L);
        JsonNode invoice = Samples.json(records.get(1));
        assertThat(invoice.path("event_type").asText()).isEqualTo("purchase");
        assertThat(invoice.path("order_id").asText()).isEqualTo("7001");
        assertThat(invoice.path("event_timestamp").asText()).isEqualTo("2024-03-05T09:00:00");
        assertThat(invoice.path("items"))
                .extracting(item -> item.path("product_name").asText())
                .containsExactly("CUP, \"BLUE\"", "PLATE\nLARGE", "SPOON");
    }

    @Test
    void creditNotesAndWriteOffsAreRefundsOfPositiveQuantities() throws Exception {
        List<ImportRecord> records = Samples.csv(Samples.text("invoices.csv"), Samples.shippedFormats());

        for (int refund : new int[] {2, 3}) {
            JsonNode event = Samples.json(records.get(refund));
            assertThat(event.path("event_type").asText()).isEqualTo("refund");
            assertThat(event.path("items").path(0).path("quantity").asInt()).isPositive();
        }
    }

    @Test
    void aNegativeLineInsideAPurchaseStaysNegativeSoThatTheContractRefusesIt() throws Exception {
        String text = Samples.text("invoices.csv").replace("7001,C3,SPOON,10", "7001,C3,SPOON,-10");

        JsonNode invoice =
                Samples.json(Samples.csv(text, Samples.shippedFormats()).get(1));

        assertThat(invoice.path("items").path(2).path("quantity").asInt()).isEqualTo(-10);
    }

    @Test
    void aBlankCustomerIsTheVisitorOfOneInvoice() throws Exception {
        List<ImportRecord> records = Samples.csv(Samples.text("invoices.csv"), Samples.shippedFormats());

        assertThat(records)
                .extracting(ImportRecord::key)
                .containsExactly(null, "42", "42", "invoice-7003", "invoice-7004");
        assertThat(Samples.json(records.get(1)).has("anonymous_id")).isFalse();
        assertThat(Samples.json(records.get(3)).has("user_id")).isFalse();
    }

    @Test
    void equalRowsAreSeparateEventsWithIdsThatDoNotDependOnTheRun() throws Exception {
        String row = "2024-03-05 07:15:00 UTC,view,p,1,c,b,1,u,s\n";
        String text = Samples.text("rees46.csv").lines().findFirst().orElseThrow() + "\n" + row + row;

        List<ImportRecord> first = Samples.csv(text, Samples.shippedFormats());
        List<ImportRecord> second = Samples.csv(text, Samples.shippedFormats());

        assertThat(Samples.value(first.get(0))).isNotEqualTo(Samples.value(first.get(1)));
        assertThat(first)
                .extracting(Samples::value)
                .isEqualTo(second.stream().map(Samples::value).toList());
    }

    @Test
    void theOrderOfTheColumnsIsTheFiles() throws Exception {
        String text = """
                user_session,price,user_id,event_time,event_type,product_id,category_id,category_code,brand
                s,2,u,2024-03-05 07:15:00 UTC,view,p,1,c,b
                """;

        JsonNode event =
                Samples.json(Samples.csv(text, Samples.shippedFormats()).get(0));

        assertThat(event.path("session_id").asText()).isEqualTo("s");
        assertThat(event.path("price").decimalValue()).isEqualByComparingTo("2");
    }

    @Test
    void aFourthFormatIsAFileAndNoJava() throws Exception {
        CsvFormats formats = new CsvFormats(Map.of("till.properties", Samples.text("till.properties")));

        List<ImportRecord> records = Samples.csv(Samples.text("till.csv"), formats);

        JsonNode sale = Samples.json(records.get(0));
        assertThat(sale.path("event_timestamp").asText()).isEqualTo("2024-03-05T09:00:00Z");
        assertThat(sale.path("event_type").asText()).isEqualTo("purchase");
        assertThat(sale.path("price").decimalValue()).isEqualByComparingTo("1234.50");
        assertThat(Samples.json(records.get(1)).has("price")).isFalse();
    }

    @Test
    void anInvoiceTooLargeForTheContractStaysBoundedAndTooLarge() throws Exception {
        String text = Samples.text("invoices.csv").lines().findFirst().orElseThrow() + "\n"
                + "7001,C1,CUP,1,2024-03-05 10:30:00,3.5,42.0,Ireland\n".repeat(20_000);

        List<ImportRecord> records = Samples.csv(text, Samples.shippedFormats());

        assertThat(records).hasSize(1);
        assertThat(records.get(0).value()).hasSizeBetween(65_537, 140_000);
        assertThat(records.get(0).doneLines()).isEqualTo(20_001);
    }
}
