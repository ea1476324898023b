package dev.caravan.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * Kafka in this process: KRaft, on the loopback interface, with its data kept. The first broker is the controller too.
 *
 * <p>Ready in about three seconds. Meant for the default run and for tests; a broker that dies with the application is no place for events
 * that matter.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final int CONTROLLER_NODE = 1;

    private final int firstPort;
    private final int brokerCount;
    private final List<KafkaRaftServer> brokers = new ArrayList<>();

    private EmbeddedKafka(int firstPort, int brokerCount) {
        this.firstPort = firstPort;
        this.brokerCount = brokerCount;
    }

    /**
     * Starts the brokers and returns before they have elected a controller; clients wait for that by themselves.
     *
     * @param folder of the brokers' logs; kept over restarts
     * @param firstPort port of the first broker; the others follow
     */
    public static EmbeddedKafka start(Path folder, int firstPort, int brokerCount) throws IOException {
        EmbeddedKafka kafka = new EmbeddedKafka(firstPort, brokerCount);
        String clusterId = clusterId(folder);
        int controllerPort = freePort();
        try {
            for (int node = CONTROLLER_NODE; node < CONTROLLER_NODE + brokerCount; node++) {
                Path logs = folder.resolve("broker-" + node);
                format(logs, clusterId, node);
                KafkaRaftServer broker =
                        new KafkaRaftServer(new KafkaConfig(kafka.config(node, logs, controllerPort)), Time.SYSTEM);
                kafka.brokers.add(broker);
                broker.startup();
            }
        } catch (RuntimeException e) {
            kafka.close();
            throw e;
        }
        return kafka;
    }

    /** What clients connect to: host:port, comma-separated. */
    public String bootstrap() {
        return IntStream.range(0, brokerCount)
                .mapToObj(i -> "127.0.0.1:" + (firstPort + i))
                .collect(Collectors.joining(","));
    }

    private Properties config(int node, Path logs, int controllerPort) {
        boolean controller = node == CONTROLLER_NODE;
        String listener = "PLAINTEXT://127.0.0.1:" + (firstPort + node - CONTROLLER_NODE);
        int replicas = Math.min(3, brokerCount);
        Properties config = new Properties();
        config.setProperty("node.id", String.valueOf(node));
        config.setProperty("process.roles", controller ? "broker,controller" : "broker");
        config.setProperty("listeners", controller ? listener + ",CONTROLLER://127.0.0.1:" + controllerPort : listener);
        config.setProperty("advertised.listeners", listener);
        config.setProperty("controller.listener.names", "CONTROLLER");
        config.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        config.setProperty("controller.quorum.voters", CONTROLLER_NODE + "@127.0.0.1:" + controllerPort);
        config.setProperty("log.dirs", logs.toString());
        config.setProperty("default.replication.factor", String.valueOf(replicas));
        config.setProperty("offsets.topic.replication.factor", String.valueOf(replicas));
        config.setProperty("offsets.topic.num.partitions", "4");
        config.setProperty("transaction.state.log.replication.factor", String.valueOf(replicas));
        config.setProperty("transaction.state.log.min.isr", String.valueOf(Math.max(1, replicas - 1)));
        config.setProperty("transaction.state.log.num.partitions", "4");
        config.setProperty("min.insync.replicas", String.valueOf(Math.max(1, replicas - 1)));
        config.setProperty("group.initial.rebalance.delay.ms", "0");
        // after a kill a broker is let in again once its session is over; the default of 9 s would be waited for at the
        // start
        config.setProperty("broker.heartbeat.interval.ms", "500");
        config.setProperty("broker.session.timeout.ms", "3000");
        config.setProperty("auto.create.topics.enable", "false");
        config.setProperty("num.network.threads", "2");
        config.setProperty("num.io.threads", "2");
        config.setProperty("log.cleaner.dedupe.buffer.size", "4194304");
        return config;
    }

    private static String clusterId(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("cluster.id");
        if (Files.exists(file) && Files.size(file) > 0) {
            return Files.readString(file).strip();
        }
        String id = Uuid.randomUuid().toString();
        Files.writeString(file, id);
        return id;
    }

    private static void format(Path logs, String clusterId, int node) throws IOException {
        if (Files.exists(logs.resolve("meta.properties"))) {
            return;
        }
        Formatter formatter = new Formatter();
        formatter.setClusterId(clusterId);
        formatter.setNodeId(node);
        formatter.addDirectory(logs.toString());
        formatter.setReleaseVersion(MetadataVersion.latestProduction());
        formatter.setMetadataLogDirectory(logs.toString());
        formatter.setControllerListenerName("CONTROLLER");
        formatter.setIgnoreFormatted(true);
        formatter.setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            Files.createDirectories(logs);
            formatter.run();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("can't prepare " + logs + " for Kafka: " + e.getMessage(), e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Stops the brokers, the controller last. */
    @Override
    public void close() {
        for (int i = brokers.size() - 1; i >= 0; i--) {
            brokers.get(i).shutdown();
            brokers.get(i).awaitShutdown();
        }
    }
}
