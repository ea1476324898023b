package dev.caravan;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** A Kafka outside of the application: each node is broker and controller and a process of its own. */
final class KafkaCluster implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final List<Integer> ports;
    private final List<Integer> controllerPorts;
    private final Map<Integer, Process> processes = new TreeMap<>();

    private KafkaCluster(Path folder, int nodes) {
        this.folder = folder;
        this.ports = freePorts(nodes);
        this.controllerPorts = freePorts(nodes);
    }

    private static List<Integer> freePorts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Integer.valueOf(RunningCaravan.freePort()))
                .toList();
    }

    /** Starts nodes 1 to {@code nodes} and returns when all of them answer. */
    static KafkaCluster start(Path folder, int nodes) throws Exception {
        KafkaCluster cluster = new KafkaCluster(folder, nodes);
        String clusterId = Uuid.randomUuid().toString();
        try {
            for (int node = 1; node <= nodes; node++) {
                cluster.format(node, clusterId);
                cluster.start(node);
            }
            cluster.awaitBrokers(nodes);
            return cluster;
        } catch (Exception | AssertionError e) {
            cluster.close();
            throw e;
        }
    }

    /** What clients connect to. */
    String brokers() {
        return ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    }

    /** Starts a node, on what it had written before if it ran before. */
    void start(int node) throws IOException {
        Path settings = folder.resolve("node-" + node + ".properties");
        try (Writer writer = Files.newBufferedWriter(settings)) {
            config(node).store(writer, null);
        }
        ProcessBuilder builder = new ProcessBuilder(
                ChildJava.command(ChildJava.SHORT_LIVED, KafkaNode.class.getName(), settings.toString()));
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("node-" + node + ".log").toFile()));
        processes.put(node, builder.start());
    }

    /** As kill -9 does. */
    void kill(int node) {
        Objects.requireNonNull(processes.remove(node))
                .destroyForcibly()
                .onExit()
                .join();
    }

    private void awaitBrokers(int nodes) {
        try (Admin admin = admin()) {
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> admin.describeCluster()
                                    .nodes()
                                    .get(5, TimeUnit.SECONDS)
                                    .size()
                            == nodes);
        }
    }

    /** Returns when every node holds everything that the topic's partitions hold. */
    void awaitInSync(String topic) {
        try (Admin admin = admin()) {
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> describe(admin, topic).partitions().stream()
                            .allMatch(partition -> partition.isr().size() == ports.size()));
        }
    }

    static TopicDescription describe(Admin admin, String topic)
            throws InterruptedException, ExecutionException, TimeoutException {
        return Objects.requireNonNull(admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get(5, TimeUnit.SECONDS)
                .get(topic));
    }

    /** The caller closes it. */
    Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", brokers()));
    }

    private Properties config(int node) {
        int nodes = ports.size();
        int inSync = Math.max(1, nodes - 1);
        String listener = "PLAINTEXT://127.0.0.1:" + ports.get(node - 1);
        String voters = IntStream.rangeClosed(1, nodes)
                .mapToObj(voter -> voter + "@127.0.0.1:" + controllerPorts.get(voter - 1))
                .collect(Collectors.joining(","));
        Properties config = new Properties();
        config.putAll(Map.of(
                "node.id",
                String.valueOf(node),
                "process.roles",
                "broker,controller",
                "listeners",
                listener + ",CONTROLLER://127.0.0.1:" + controllerPorts.get(node - 1),
                "advertised.listeners",
                listener,
                "controller.listener.names",
                "CONTROLLER",
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "controller.quorum.voters",
                voters,
                "log.dirs",
                logs(node).toString(),
                "log.cleaner.dedupe.buffer.size",
                "4194304"));
        config.putAll(Map.of(
                "default.replication.factor",
                String.valueOf(nodes),
                "min.insync.replicas",
                String.valueOf(inSync),
                "offsets.topic.replication.factor",
                String.valueOf(nodes),
                "offsets.topic.num.partitions",
                "4",
                "transaction.state.log.replication.factor",
                String.valueOf(nodes),
                "transaction.state.log.min.isr",
                String.valueOf(inSync),
                "auto.create.topics.enable",
                "false",
                "broker.session.timeout.ms",
                "3000",
                "group.initial.rebalance.delay.ms",
                "0",
                "group.min.session.timeout.ms",
                "1000"));
        config.setProperty("auto.create.topics.enable", "false");
        return config;
    }

    private Path logs(int node) {
        return folder.resolve("node-" + node);
    }

    private void format(int node, String clusterId) throws Exception {
        Files.createDirectories(logs(node));
        Formatter formatter = new Formatter();
        formatter.setClusterId(clusterId);
        formatter.setNodeId(node);
        formatter.addDirectory(logs(node).toString());
        formatter.setReleaseVersion(MetadataVersion.latestProduction());
        formatter.setMetadataLogDirectory(logs(node).toString());
        formatter.setControllerListenerName("CONTROLLER");
        formatter.setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        formatter.run();
    }

    @Override
    public void close() {
        List.copyOf(processes.keySet()).forEach(this::kill);
    }
}
