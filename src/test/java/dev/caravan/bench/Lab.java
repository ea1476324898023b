package dev.caravan.bench;

import dev.caravan.ChildCaravan;
import dev.caravan.RunningCaravan;
import dev.caravan.embedded.EmbeddedDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.utils.Utils;

/** Kafka, PostgreSQL and the application, each in processes of its own, so that their costs can be told apart. */
final class Lab implements AutoCloseable {
    private final Plan plan;
    private final Path folder;
    private final Process brokers;
    private final String bootstrap;
    private final int databasePort;
    private final EmbeddedDatabase database;

    private Lab(Plan plan, Path folder) throws IOException {
        this.plan = plan;
        this.folder = folder;
        this.brokers = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Brokers.class.getName(),
                        folder.resolve("kafka").toString(),
                        RunningCaravan.freePort(),
                        String.valueOf(plan.brokers()))
                .redirectError(folder.resolve("kafka.err").toFile())
                .start();
        this.bootstrap =
                new BufferedReader(new InputStreamReader(brokers.getInputStream(), StandardCharsets.UTF_8)).readLine();
        this.databasePort = Integer.parseInt(RunningCaravan.freePort());
        this.database = EmbeddedDatabase.start(folder.resolve("postgres"), databasePort);
    }

    static Lab open(Plan plan) throws IOException, InterruptedException, ExecutionException {
        Lab lab = new Lab(plan, Files.createTempDirectory("caravan-bench"));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", lab.bootstrap))) {
            short replicas = (short) Math.min(3, plan.brokers());
            admin.createTopics(List.of(new NewTopic(Load.TOPIC, plan.partitions(), replicas)))
                    .all()
                    .get();
        }
        return lab;
    }

    String bootstrap() {
        return bootstrap;
    }

    ProcessHandle brokers() {
        return brokers.toHandle();
    }

    ProcessHandle postgres() throws IOException {
        String pid =
                Files.readAllLines(folder.resolve("postgres/postmaster.pid")).get(0);
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    }

    Connection connect(String name) throws SQLException {
        return DriverManager.getConnection(url(name), "caravan", "caravan");
    }

    /** Connections to a database that is made new. */
    BasicDataSource newDatabase(String name) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url("postgres"), "postgres", "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " owner caravan");
        }
        BasicDataSource dataSource = new BasicDataSource();
        dataSource.setUrl(url(name));
        dataSource.setUsername("caravan");
        dataSource.setPassword("caravan");
        return dataSource;
    }

    void drop(String name) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url("postgres"), "postgres", "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("drop database " + name + " with (force)");
            statement.execute("checkpoint");
        }
    }

    private String url(String name) {
        return "jdbc:postgresql://127.0.0.1:" + databasePort + "/" + name;
    }

    /** The application as shipped, but for the simulator, on these servers. */
    ChildCaravan startApplication() throws IOException {
        Map<String, String> settings = new HashMap<>(Map.of(
                "kafka.brokers",
                bootstrap,
                "database.url",
                url("caravan"),
                "database.user",
                "caravan",
                "database.password",
                "caravan",
                "stage.simulator",
                "false",
                "caravan.profile",
                "prod",
                "pipeline.consumers",
                String.valueOf(plan.consumers()),
                "topics.partitions",
                String.valueOf(plan.partitions())));
        settings.put("stage.quality", String.valueOf(plan.quality()));
        if (plan.batch() > 0) {
            settings.put("pipeline.batch-size", String.valueOf(plan.batch()));
        }
        return ChildCaravan.start(folder.resolve("app"), settings, plan.jvm());
    }

    @Override
    public void close() throws IOException {
        database.close();
        brokers.getOutputStream().close();
        brokers.onExit().orTimeout(30, TimeUnit.SECONDS).join();
        Utils.delete(folder.toFile());
    }
}
