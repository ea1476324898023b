package dev.caravan.quality.run;

import dev.caravan.quality.Suite;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Lets a route go on only while the data are good: {@code ${bean:qualityGate?method=isOpen('orders')}} as a filter. Thread-safe. */
public final class QualityGate {
    private final DataSource dataSource;
    private final Supplier<List<Suite>> suites;

    QualityGate(DataSource dataSource, Supplier<List<Suite>> suites) {
        this.dataSource = dataSource;
        this.suites = suites;
    }

    /**
     * False where the suite's last run found something critical; true where it never ran.
     *
     * @throws IllegalArgumentException if there is no suite of that name: a gate that is misspelt must not stand open
     */
    public boolean isOpen(String suite) throws SQLException {
        if (suites.get().stream().noneMatch(one -> one.name().equals(suite))) {
            throw new IllegalArgumentException("there is no suite " + suite);
        }
        try (Connection connection = dataSource.getConnection()) {
            List<Boolean> open = Sql.query(connection, "select-gate", row -> row.getBoolean("is_open"), suite);
            return open.isEmpty() || open.get(0);
        }
    }
}
