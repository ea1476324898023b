package dev.caravan.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.KafkaMessages;
import dev.caravan.dashboard.AnswerHeaders;
import dev.caravan.dashboard.HttpErrors;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.stub.StubComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The route file as it ships, into the producer that kafka-clients offers for recording what is sent. */
class SimulatorRouteTest {

    @TempDir
    Path folder;

    private final AtomicInteger refused = new AtomicInteger();
    private final MockProducer<String, byte[]> sent =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer()) {
                @Override
                public synchronized Future<RecordMetadata> send(
                        ProducerRecord<String, byte[]> event, @Nullable Callback callback) {
                    if (sendException != null) {
                        refused.incrementAndGet();
                    }
                    return super.send(event, callback);
                }
            };
    private final DefaultCamelContext camel = new DefaultCamelContext();

    @BeforeAll
    static void beAsPatientAsABusyMachineNeeds() {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void everyEventGoesOutWithItsVisitorAsKeyAndItsSource() throws Exception {
        start("true");

        await().until(() -> sent.history().size() > 100);

        assertThat(camel.getStatus().isStarted()).isTrue();
        for (ProducerRecord<String, byte[]> event : sent.history()) {
            assertThat(event.topic()).isEqualTo("ecommerce-events");
            assertThat(new String(event.value(), StandardCharsets.UTF_8)).contains(event.key());
            assertThat(event.headers().toArray()).hasSize(1);
            assertThat(event.headers().lastHeader("caravan.source").value())
                    .asString()
                    .isEqualTo("simulator");
        }
    }

    @Test
    void whatKafkaDidNotTakeIsSentAgainAndNothingIsLeftOut() throws Exception {
        sent.sendException = new TimeoutException("no broker");
        start("true");

        await().until(() -> refused.get() > 1);
        assertThat(sent.history()).isEmpty();
        assertThat(truth().path("records").asInt()).isZero();
        assertThat(truth().path("sending").asInt()).isPositive();

        sent.sendException = null;
        await().until(() -> truth().path("records").asInt() > 100);
        Instant opening = Instant.parse(truth().path("openedAt").asText());
        Shop same = new Shop(Sample.settings(1_000, 42, 0), opening);
        assertThat(sentEventIds().subList(0, 100)).isEqualTo(eventIds(same.due(opening.plusSeconds(60), 100)));
        assertThat(truth().path("uncertain").asInt()).as("sent more than once").isPositive();
    }

    @Test
    void theStageCanBeLeftOut() throws Exception {
        start("false");

        assertThat(camel.getRoutes()).isEmpty();
    }

    private static List<String> eventIds(List<SimulatedEvent> events) {
        return events.stream().map(event -> event.act().eventId()).toList();
    }

    private List<String> sentEventIds() {
        return sent.history().stream()
                .map(event -> new String(event.value(), StandardCharsets.UTF_8).split("\"", -1)[3])
                .toList();
    }

    private JsonNode truth() throws Exception {
        return new ObjectMapper()
                .readTree(camel.getRegistry()
                        .lookupByNameAndType("simulation", Simulation.class)
                        .truth());
    }

    private void start(String stage) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("stage.simulator", stage);
        properties.setProperty("stage.import", "false");
        properties.setProperty("inbox.dir", "none");
        properties.setProperty("inbox.settle-ms", "0");
        properties.setProperty("topics.events", "ecommerce-events");
        camel.getPropertiesComponent().setInitialProperties(properties);
        KafkaComponent kafka = camel.getComponent("kafka", KafkaComponent.class);
        kafka.setKafkaClientFactory(new DefaultKafkaClientFactory() {
            @Override
            public Producer<String, byte[]> getProducer(Properties kafkaProps) {
                return sent;
            }
        });
        kafka.getConfiguration().setBrokers("recorded:9092");
        camel.getRegistry()
                .bind(
                        "simulation",
                        new Simulation(
                                Sample.settings(1_000, 42, 0),
                                Duration.ZERO,
                                InstantSource.system(),
                                folder,
                                1_000_000));
        camel.getRegistry().bind("answerHeaders", new AnswerHeaders());
        camel.getRegistry().bind("httpErrors", new HttpErrors());
        camel.getRegistry().bind("platform-http", new StubComponent());
        camel.getRegistry()
                .bind(
                        "simulatorMessages",
                        new KafkaMessages<SimulatedEvent>(
                                SimulatedEvent::key, SimulatedEvent::json, e -> Map.of("caravan.source", "simulator")));
        // As at a start, where all route configurations come before the routes that name them.
        for (String file : List.of("import", "simulator")) {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(PluginHelper.getResourceLoader(camel)
                            .resolveResource("classpath:routes/" + file + ".camel.yaml"));
        }
        camel.start();
    }
}
