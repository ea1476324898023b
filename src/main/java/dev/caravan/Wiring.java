package dev.caravan;

import dev.caravan.dashboard.AnswerHeaders;
import dev.caravan.dashboard.DashboardPage;
import dev.caravan.dashboard.DeadLetterPages;
import dev.caravan.dashboard.FrameOutage;
import dev.caravan.dashboard.FramePace;
import dev.caravan.dashboard.FrameParameters;
import dev.caravan.dashboard.Frames;
import dev.caravan.dashboard.HttpErrors;
import dev.caravan.dashboard.NewOrders;
import dev.caravan.dashboard.QueryParameters;
import dev.caravan.dashboard.Shop;
import dev.caravan.dashboard.UnknownPath;
import dev.caravan.dashboard.report.ApiDocuments;
import dev.caravan.dashboard.report.Reports;
import dev.caravan.dashboard.report.RollUps;
import dev.caravan.deadletter.DeadLetters;
import dev.caravan.event.EventContract;
import dev.caravan.event.EventParser;
import dev.caravan.importer.FileImports;
import dev.caravan.overview.Assignment;
import dev.caravan.overview.BeanWork;
import dev.caravan.overview.BrokerWatch;
import dev.caravan.overview.DatabaseWatch;
import dev.caravan.overview.FrameDelays;
import dev.caravan.overview.Overviews;
import dev.caravan.overview.Place;
import dev.caravan.overview.RouteStates;
import dev.caravan.overview.StoredBatches;
import dev.caravan.overview.Traffic;
import dev.caravan.quality.Suites;
import dev.caravan.quality.run.ProfileAnswers;
import dev.caravan.quality.run.Quality;
import dev.caravan.quality.run.WindowJob;
import dev.caravan.quality.table.TableEngine;
import dev.caravan.simulator.SimulatedEvent;
import dev.caravan.simulator.Simulation;
import dev.caravan.simulator.SimulatorSettings;
import dev.caravan.sse.SseComponent;
import dev.caravan.warehouse.Batch;
import dev.caravan.warehouse.Batches;
import dev.caravan.warehouse.CatchUp;
import dev.caravan.warehouse.EventStore;
import dev.caravan.warehouse.FreshRecords;
import dev.caravan.warehouse.Judgements;
import dev.caravan.warehouse.KafkaGaps;
import dev.caravan.warehouse.KafkaOffsets;
import dev.caravan.warehouse.KafkaTopic;
import dev.caravan.warehouse.LostRecords;
import dev.caravan.warehouse.StoreMetrics;
import dev.caravan.warehouse.StoredBatch;
import dev.caravan.warehouse.StreamOffsets;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.component.micrometer.routepolicy.MicrometerRoutePolicyConfiguration;
import org.apache.camel.component.micrometer.routepolicy.MicrometerRoutePolicyFactory;
import org.apache.camel.main.Main;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.commons.dbcp2.BasicDataSource;

/** Every bean that a route names, made by hand, in the order of the flow. */
final class Wiring {
    private static final String CONTRACT = "quality/event.schema.json";

    /** What works with the database by itself: no endpoint of a route tells so. */
    private static final Map<String, BeanWork> WITH_THE_DATABASE = Map.ofEntries(
            Map.entry("batches.open", new BeanWork(Place.DATABASE, false)),
            Map.entry("eventStore.store", new BeanWork(Place.DATABASE, true)),
            Map.entry("rollUps.run", new BeanWork(Place.DATABASE, true)),
            Map.entry("windowJob.run", new BeanWork(Place.DATABASE, true)),
            Map.entry("tableRuns.runAll", new BeanWork(Place.DATABASE, true)),
            Map.entry("qualityAnswers.runNow", new BeanWork(Place.DATABASE, true)),
            Map.entry("profileAnswers.propose", new BeanWork(Place.DATABASE, false)),
            Map.entry("qualityAnswers.runs", new BeanWork(Place.DATABASE, false)),
            Map.entry("qualityAnswers.suites", new BeanWork(Place.DATABASE, false)),
            Map.entry("qualityAnswers.run", new BeanWork(Place.DATABASE, false)),
            Map.entry("qualityAnswers.trend", new BeanWork(Place.DATABASE, false)),
            Map.entry("alertFeed.toAnnounce", new BeanWork(Place.DATABASE, false)),
            Map.entry("alertFeed.toBroadcast", new BeanWork(Place.DATABASE, false)),
            Map.entry("qualityAnswers.rows", new BeanWork(Place.DATABASE, false)));

    private final Settings settings;
    private final Servers servers;
    private final DatabaseCircuit circuit;
    private final DataSource dataSource;
    private final DataSource storeDataSource;
    private final Path workingDirectory;
    private final Clock clock = Clock.systemUTC();
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final FrameDelays frameDelays = new FrameDelays();
    private final StoredBatches storedBatches = new StoredBatches(frameDelays, clock);
    private FreshRecords freshRecords = FreshRecords.NOBODY;

    Wiring(
            Settings settings,
            Servers servers,
            DatabaseCircuit circuit,
            DataSource dataSource,
            DataSource storeDataSource,
            Path workingDirectory) {
        this.workingDirectory = workingDirectory;
        this.settings = settings;
        this.servers = servers;
        this.circuit = circuit;
        this.dataSource = dataSource;
        this.storeDataSource = storeDataSource;
    }

    void bind(Main main) throws IOException {
        main.bind("clock", clock);
        main.bind("dataSource", dataSource);
        main.bind(MicrometerConstants.METRICS_REGISTRY_NAME, meters);
        main.bind("routeMetrics", routeMetrics());
        bindSimulator(main);
        bindImport(main);
        bindQuality(main);
        bindPipeline(main);
        bindDashboard(main);
        bindOverview(main);
        circuit.bindTo(meters);
        main.bind("databaseHealth", new DatabaseHealth(dataSource, circuit));
        main.bind("lossHealth", new LossHealth(new LostRecords(dataSource)));
        main.bind("kafkaHealth", new KafkaHealth(kafkaClients()));
    }

    /** Of every route but that of the single event, where a timer would cost more than what it measures. */
    private MicrometerRoutePolicyFactory routeMetrics() {
        MicrometerRoutePolicyConfiguration configuration = new MicrometerRoutePolicyConfiguration();
        configuration.setContextEnabled(false);
        configuration.setExcludePattern("judge-event");
        MicrometerRoutePolicyFactory factory = new MicrometerRoutePolicyFactory();
        factory.setPolicyConfiguration(configuration);
        return factory;
    }

    private void bindSimulator(Main main) {
        Simulation simulation = simulation();
        main.bind("simulation", simulation);
        main.bind("sheetAtTheStop", new LifecycleStrategySupport() {
            @Override
            public void onContextStopped(CamelContext context) {
                simulation.write();
            }
        });
        main.bind(
                "simulatorMessages",
                new KafkaMessages<>(
                        SimulatedEvent::key, SimulatedEvent::json, event -> Map.of("caravan.source", "simulator")));
    }

    /**
     * Its first start in a data folder is back-filled, and leaves a sheet behind. Servers that others use too get no history of a shop that
     * isn't theirs: {@code simulate} sends it where it is wanted.
     */
    private Simulation simulation() {
        SimulatorSettings simulated = SimulatedShop.of(settings);
        Path folder = workingDirectory.resolve(settings.text("data.dir")).resolve("simulator");
        boolean first = !Files.exists(folder) && servers.kafkaIsEmbedded() && servers.databaseIsEmbedded();
        Duration backFill = first ? SimulatedShop.backFill(settings, simulated) : Duration.ZERO;
        return new Simulation(simulated, backFill, clock, folder, Simulation.MOST_VISITS);
    }

    private void bindImport(Main main) {
        main.bind(
                "fileImports",
                new FileImports(
                        Path.of(settings.text("inbox.dir")), workingDirectory.resolve("routes/formats"), clock));
    }

    /** Where the stage is off, nobody is told of what is stored, and nothing is judged. */
    private void bindQuality(Main main) {
        if (!settings.flag("stage.quality")) {
            return;
        }
        Suites suites = new Suites(workingDirectory.resolve("quality/suites"));
        Duration patience = Duration.ofSeconds(settings.integer("quality.statement-timeout-s", 1, 86_400));
        Quality quality = new Quality(
                dataSource,
                () -> suites.current().suites(),
                () -> suites.current().mistakes(),
                new TableEngine(patience)::run,
                new Quality.Settings(shopTimeZone(), windowSettings(), patience),
                meters,
                clock);
        freshRecords = new JudgedRecords(quality.windowParts());
        main.bind("suites", suites);
        main.bind("windowJob", quality.windowJob());
        main.bind("tableRuns", quality.tableRuns());
        main.bind("alertFeed", quality.alertFeed());
        main.bind("qualityGate", quality.gate());
        main.bind("qualityAnswers", quality.answers());
        main.bind("profileAnswers", new ProfileAnswers(dataSource, patience, shopTimeZone()));
    }

    private WindowJob.Settings windowSettings() {
        return new WindowJob.Settings(
                Duration.ofSeconds(settings.integer("quality.window-grace-s", 0, 86_400)),
                Duration.ofDays(settings.integer("quality.window-days", 1, 3_650)),
                Duration.ofDays(settings.integer("quality.retention-days", 1, 3_650)));
    }

    private void bindPipeline(Main main) throws IOException {
        KafkaTopic topic = new KafkaTopic(settings.text("topics.events"), kafkaClients());
        StoreMetrics metrics = new StoreMetrics(meters, this::show);
        StreamOffsets offsets = new StreamOffsets(storeDataSource, topic, metrics);
        main.bind("streamOffsets", offsets);
        main.bind("batches", new Batches(offsets));
        main.bind("judgements", new Judgements());
        main.bind(
                "judge",
                new Judge(
                        new EventParser(shopTimeZone(), settings.currency("shop.currency"), contract(workingDirectory)),
                        clock));
        main.bind("deadLetters", new DeadLetters());
        main.bind(
                "eventStore",
                new EventStore(
                        storeDataSource, topic, new KafkaGaps(kafkaClients()), shopTimeZone(), metrics, freshRecords));
        main.bind("catchUp", new CatchUp(topic, dataSource));
        main.bind("kafkaOffsets", new KafkaOffsets());
    }

    private void bindDashboard(Main main) {
        Shop shop = new Shop(shopTimeZone(), settings.currency("shop.currency"));
        SseComponent sse = new SseComponent();
        main.bind("sse", sse);
        main.bind("framePace", new FramePace(sse::getClients, clock));
        main.bind("frameParameters", new FrameParameters(shop, clock));
        main.bind("frames", new Frames(shop, clock));
        main.bind("newOrders", new NewOrders(clock));
        main.bind("frameOutage", new FrameOutage(clock));
        main.bind("deadLetterPages", new DeadLetterPages());
        main.bind("dashboardPage", new DashboardPage());
        main.bind("answerHeaders", new AnswerHeaders());
        main.bind("httpErrors", new HttpErrors());
        main.bind("queryParameters", new QueryParameters());
        main.bind("apiDocuments", new ApiDocuments());
        main.bind("reports", new Reports(shop.timeZone(), shop.currency(), clock));
        main.bind("rollUps", new RollUps(dataSource, shop.timeZone(), clock, meters));
        main.bind("unknownPath", new UnknownPath());
    }

    private void bindOverview(Main main) {
        Traffic traffic = new Traffic(WITH_THE_DATABASE, Wiring::recordsIn, frameDelays, clock);
        DatabaseWatch databaseWatch = new DatabaseWatch(circuit::state, this::poolUse, clock);
        BrokerWatch brokerWatch = new BrokerWatch(
                settings.text("topics.events"),
                settings.text("topics.dead-letters"),
                kafkaClients(),
                databaseWatch,
                clock);
        main.bind("traffic", traffic);
        main.bind("databaseWatch", databaseWatch);
        main.bind("brokerWatch", brokerWatch);
        main.bind(
                "overviews",
                new Overviews(
                        instance(),
                        shopTimeZone(),
                        traffic,
                        new RouteStates(traffic, meters),
                        storedBatches,
                        frameDelays,
                        databaseWatch,
                        brokerWatch,
                        new Assignment(settings.text("topics.events"), settings.text("pipeline.group")),
                        clock));
    }

    private void show(StoredBatch batch) {
        storedBatches.add(
                batch.stored(),
                batch.duplicates(),
                batch.dead(),
                batch.duration(),
                batch.partitions(),
                batch.sentAtMs());
    }

    private static long recordsIn(Object body) {
        return body instanceof Batch batch ? batch.received().size() : 1;
    }

    private DatabaseWatch.PoolUse poolUse() {
        int active = 0;
        int most = 0;
        for (DataSource pool : List.of(dataSource, storeDataSource)) {
            try {
                BasicDataSource connections = pool.unwrap(BasicDataSource.class);
                active += connections.getNumActive();
                most += connections.getMaxTotal();
            } catch (SQLException e) {
                throw new IllegalStateException("the application's pools are BasicDataSources", e);
            }
        }
        return new DatabaseWatch.PoolUse(active, most);
    }

    private String instance() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "localhost";
        }
        return host + ":" + settings.text("server.port");
    }

    /** The file beside the application wins over the packed one. */
    static EventContract contract(Path workingDirectory) throws IOException {
        Path beside = workingDirectory.resolve(CONTRACT);
        if (Files.exists(beside)) {
            return EventContract.read(beside);
        }
        try (InputStream packed = Wiring.class.getResourceAsStream("/" + CONTRACT)) {
            if (packed == null) {
                throw new SettingException(CONTRACT + " is missing");
            }
            return EventContract.read(packed, CONTRACT);
        }
    }

    private ZoneId shopTimeZone() {
        return settings.timeZone("shop.time-zone");
    }

    private Map<String, Object> kafkaClients() {
        return KafkaSettings.ofClients(settings, servers.kafkaBrokers());
    }
}
