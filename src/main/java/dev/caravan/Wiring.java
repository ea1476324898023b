package dev.caravan;

import dev.caravan.dashboard.AnswerHeaders;
import dev.caravan.dashboard.DashboardPage;
import dev.caravan.dashboard.DeadLetterPages;
import dev.caravan.dashboard.FrameOutage;
import dev.caravan.dashboard.FramePace;
import dev.caravan.dashboard.FrameParameters;
import dev.caravan.dashboard.Frames;
import dev.caravan.dashboard.HttpErrors;
import dev.caravan.dashboard.Shop;
import dev.caravan.dashboard.UnknownPath;
import dev.caravan.deadletter.DeadLetters;
import dev.caravan.event.EventContract;
import dev.caravan.event.EventParser;
import dev.caravan.importer.FileImports;
import dev.caravan.simulator.SimulatedEvent;
import dev.caravan.simulator.Simulation;
import dev.caravan.simulator.SimulatorSettings;
import dev.caravan.sse.SseComponent;
import dev.caravan.warehouse.Batches;
import dev.caravan.warehouse.EventStore;
import dev.caravan.warehouse.Judgements;
import dev.caravan.warehouse.KafkaGaps;
import dev.caravan.warehouse.KafkaOffsets;
import dev.caravan.warehouse.KafkaTopic;
import dev.caravan.warehouse.LostRecords;
import dev.caravan.warehouse.StoreMetrics;
import dev.caravan.warehouse.StreamOffsets;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.component.micrometer.routepolicy.MicrometerRoutePolicyConfiguration;
import org.apache.camel.component.micrometer.routepolicy.MicrometerRoutePolicyFactory;
import org.apache.camel.main.Main;
import org.apache.camel.support.LifecycleStrategySupport;

/** Every bean that a route names, made by hand, in the order of the flow. */
final class Wiring {
    private static final String CONTRACT = "quality/event.schema.json";

    private final Settings settings;
    private final Servers servers;
    private final DatabaseCircuit circuit;
    private final DataSource dataSource;
    private final DataSource storeDataSource;
    private final Path workingDirectory;
    private final Clock clock = Clock.systemUTC();
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

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
        bindPipeline(main);
        bindDashboard(main);
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

    private void bindPipeline(Main main) throws IOException {
        KafkaTopic topic = new KafkaTopic(settings.text("topics.events"), kafkaClients());
        StoreMetrics metrics = new StoreMetrics(meters);
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
                new EventStore(storeDataSource, topic, new KafkaGaps(kafkaClients()), shopTimeZone(), metrics));
        main.bind("kafkaOffsets", new KafkaOffsets());
    }

    private void bindDashboard(Main main) {
        Shop shop = new Shop(shopTimeZone(), settings.currency("shop.currency"));
        SseComponent sse = new SseComponent();
        main.bind("sse", sse);
        main.bind("framePace", new FramePace(sse::getClients, clock));
        main.bind("frameParameters", new FrameParameters(shop, clock));
        main.bind("frames", new Frames(shop, clock));
        main.bind("frameOutage", new FrameOutage(clock));
        main.bind("deadLetterPages", new DeadLetterPages());
        main.bind("dashboardPage", new DashboardPage());
        main.bind("answerHeaders", new AnswerHeaders());
        main.bind("httpErrors", new HttpErrors());
        main.bind("unknownPath", new UnknownPath());
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
