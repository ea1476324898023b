package dev.caravan.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.KafkaMessages;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The route file as it ships, into the producer that kafka-clients offers for recording what is sent. */
class SimulatorRouteTest {

    private final MockProducer<String, byte[]> sent =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    private final List<SimulatedEvent> acknowledged = new CopyOnWriteArrayList<>();
    private final Simulator simulator =
            new Simulator(Sample.settings(1_000, 42, 0), Duration.ZERO, InstantSource.system(), acknowledged::addAll);
    private final DefaultCamelContext camel = new DefaultCamelContext();

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

        await().until(() -> camel.getRoute("simulate-shop").getUptimeMillis() > 1_500);
        assertThat(sent.history()).isEmpty();
        assertThat(acknowledged).isEmpty();

        sent.sendException = null;
        await().until(() -> acknowledged.size() > 100);
        Instant opening = simulator.shop().opening();
        Shop same = new Shop(Sample.settings(1_000, 42, 0), opening);
        assertThat(eventIds(acknowledged).subList(0, 100)).isEqualTo(eventIds(same.due(opening.plusSeconds(60), 100)));
    }

    @Test
    void theStageCanBeLeftOut() throws Exception {
        start("false");

        assertThat(camel.getRoutes()).isEmpty();
    }

    private static List<String> eventIds(List<SimulatedEvent> events) {
        return events.stream().map(event -> event.act().eventId()).toList();
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
        camel.getRegistry().bind("simulator", simulator);
        camel.getRegistry()
                .bind(
                        "simulatorMessages",
                        new KafkaMessages<SimulatedEvent>(
                                SimulatedEvent::key, SimulatedEvent::json, e -> Map.of("caravan.source", "simulator")));
        for (String file : List.of("simulator", "import")) {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(PluginHelper.getResourceLoader(camel)
                            .resolveResource("classpath:routes/" + file + ".camel.yaml"));
        }
        camel.start();
    }
}
