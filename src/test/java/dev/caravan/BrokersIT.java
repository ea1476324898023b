package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.simulator.SimulatedEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Three brokers hold three copies of everything, and one at a time may die. */
class BrokersIT {
    private static final Logger LOG = LoggerFactory.getLogger(BrokersIT.class);
    private static final int BROKERS = 3;
    private static final int ROUNDS = Integer.getInteger("faults.rounds", 1);

    @TempDir
    Path folder;

    @Test
    void brokersAreKilledInTurnUnderLoadAndNothingIsLostOnEitherSide() throws Exception {
        Path inbox = Files.createDirectories(folder.resolve("inbox"));
        long seed = Long.getLong("faults.seed", System.nanoTime());
        LOG.info("{} kills, -Dfaults.seed={}", ROUNDS, seed);
        Random random = new Random(seed);
        List<SimulatedEvent> imported = new ArrayList<>();
        try (FaultGround ground = FaultGround.start(folder, BROKERS)) {
            ground.instance(
                            "importer",
                            Map.of("stage.import", "true", "inbox.dir", inbox.toString(), "inbox.settle-ms", "100"))
                    .awaitUp();
            ground.load(300, random.nextLong());
            int first = random.nextInt(BROKERS);
            for (int round = 0; round < ROUNDS; round++) {
                List<SimulatedEvent> file = Traffic.events(3_000, random.nextLong());
                imported.addAll(file);
                drop(inbox, "file-" + round + ".ndjson", file);
                killAndBringBack(ground, 1 + (first + round) % BROKERS, random);
            }
            await().atMost(Duration.ofMinutes(1)).until(() -> imported(inbox) == ROUNDS);
            ground.settle(Duration.ofMinutes(3), imported);
        }
    }

    /** While a file is being imported, which begins within two seconds. */
    private static void killAndBringBack(FaultGround ground, int node, Random random) throws Exception {
        ground.awaitMorePlaces(1 + random.nextInt(900), Duration.ofMinutes(2));
        ground.kafka().kill(node);
        ground.awaitMorePlaces(1_000, Duration.ofMinutes(2));
        ground.kafka().start(node);
        ground.kafka().awaitInSync(FaultGround.TOPIC);
    }

    /** Written under a name that is no import's, then moved. */
    private static void drop(Path inbox, String name, List<SimulatedEvent> events) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (SimulatedEvent event : events) {
            lines.write(event.json());
            lines.write('\n');
        }
        Path written = inbox.resolveSibling(name);
        Files.write(written, lines.toByteArray());
        Files.move(written, inbox.resolve(name));
    }

    private static long imported(Path inbox) throws IOException {
        Path done = inbox.resolve("done");
        if (!Files.isDirectory(done)) {
            return 0;
        }
        try (var files = Files.list(done)) {
            return files.count();
        }
    }

    @Test
    void threeEmbeddedBrokersStartAndEachHoldsACopy() throws Exception {
        Map<String, String> three = Map.of(
                "embedded.kafka.brokers", String.valueOf(BROKERS), "embedded.kafka.port", freePortsInARow(BROKERS));
        List<SimulatedEvent> events = Traffic.events(2_000, 61);
        try (RunningCaravan caravan = RunningCaravan.start(folder, three);
                Admin admin = Admin.create(Map.of("bootstrap.servers", caravan.brokers()))) {
            Traffic.send(caravan.brokers(), events);
            caravan.awaitPlaces(events.size(), Duration.ofMinutes(1));
            assertThat(caravan.count("select count(*) from events")).isEqualTo(Traffic.distinct(events));
            assertThat(KafkaCluster.describe(admin, FaultGround.TOPIC).partitions())
                    .extracting(TopicPartitionInfo::isr)
                    .allSatisfy(inSync -> assertThat(inSync).hasSize(BROKERS));
            StopIT.assertStops(caravan);
        }
    }

    private static String freePortsInARow(int count) throws IOException {
        while (true) {
            int first = Integer.parseInt(RunningCaravan.freePort());
            if (isFree(first + 1) && isFree(first + count - 1)) {
                return String.valueOf(first);
            }
        }
    }

    private static boolean isFree(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (BindException e) {
            return false;
        }
    }
}
