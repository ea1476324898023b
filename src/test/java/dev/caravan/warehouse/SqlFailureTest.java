package dev.caravan.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlFailureTest {

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"22001", "22003", "22021", "22P02", "22P05", "23502", "23503", "23505", "23514", "54000", "54001"
            })
    void aRecordIsAtFaultThatWillNeverGoIn(String state) {
        assertThat(SqlFailure.of(new SQLException("no", state))).isEqualTo(SqlFailure.REFUSED);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "08000", "08001", "08003", "08006", "25006", "25P03", "28P01", "40001", "40P01", "42501", "42P01",
                "53100", "53200", "53300", "55006", "55P03", "57014", "57P01", "57P02", "57P03", "58030", "XX000"
            })
    void waitingCanCureWhatIsNotTheRecordsFault(String state) {
        assertThat(SqlFailure.of(new SQLException("not now", state))).isEqualTo(SqlFailure.OUTAGE);
    }

    @Test
    void aFailureWithoutAStateIsAnOutage() {
        assertThat(SqlFailure.of(new SQLException("pool exhausted"))).isEqualTo(SqlFailure.OUTAGE);
    }

    @Test
    void theCauseOfAFailedBatchOfStatementsCounts() {
        SQLException cause = new SQLException("out of range", "22003");

        assertThat(SqlFailure.of(new BatchUpdateException("batch failed", null, 0, new int[0], cause)))
                .isEqualTo(SqlFailure.REFUSED);
    }
}
