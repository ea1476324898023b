package dev.caravan.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** How far the events topic reaches, and whether that is stored. */
final class StreamEnd {
    private static final String STORED_UP_TO = Sql.of("stored-up-to");
    private static final long PATIENCE_S = 5;

    private final Installation installation;

    StreamEnd(Installation installation) {
        this.installation = installation;
    }

    /** Whether every record that was on the topic when it was asked has its place. */
    boolean isStored(Connection connection) throws Exception {
        return reached(connection, installation.eventsTopic(), ends());
    }

    /** Whether every record of the topic below those offsets has its place. */
    static boolean reached(Connection connection, String topic, Map<Integer, Long> nextOffsets) throws SQLException {
        Map<Integer, Long> stored = new HashMap<>();
        for (Map<String, @Nullable Object> row : Sql.rows(connection, STORED_UP_TO, topic)) {
            stored.put((int) Sql.number(row, "partition"), Sql.number(row, "next_offset"));
        }
        return nextOffsets.entrySet().stream()
                .allMatch(sent -> stored.getOrDefault(sent.getKey(), 0L) >= sent.getValue());
    }

    private Map<Integer, Long> ends() throws Exception {
        String topic = installation.eventsTopic();
        try (Admin admin = Admin.create(installation.patientKafka())) {
            Map<TopicPartition, OffsetSpec> latest =
                    admin
                            .describeTopics(List.of(topic))
                            .allTopicNames()
                            .get(PATIENCE_S, TimeUnit.SECONDS)
                            .values()
                            .stream()
                            .flatMap(described -> described.partitions().stream())
                            .collect(Collectors.toMap(
                                    partition -> new TopicPartition(topic, partition.partition()),
                                    partition -> OffsetSpec.latest()));
            Map<Integer, Long> ends = new HashMap<>();
            for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end : admin.listOffsets(latest)
                    .all()
                    .get(PATIENCE_S, TimeUnit.SECONDS)
                    .entrySet()) {
                ends.put(end.getKey().partition(), end.getValue().offset());
            }
            return ends;
        }
    }
}
