package dev.caravan.dashboard.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportAnswerTest {
    @Test
    void aTableIsQuotedWhereItMustBeAndRunsNoFormula() throws Exception {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", "a \"b\", c");
        row.put("formula", "=1+1");
        row.put("amount", "-12.50");
        row.put("ratio", new BigDecimal("0.5000"));
        row.put("items", List.of(Map.of("id", "p")));
        row.put("none", null);
        assertThat(ReportAnswer.csv(Map.of("rows", List.of(row))).split("\r\n"))
                .containsExactly("name,formula,amount,ratio,items,none", """
                        "a ""b"", c",'=1+1,-12.50,0.5000,"[{""id"":""p""}]",""");
    }
}
