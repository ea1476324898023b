package dev.caravan.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.KafkaMessages;
import dev.caravan.dashboard.AnswerHeaders;
import dev.caravan.dashboard.HttpErrors;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.stub.StubComponent;
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
import org.junit.jupiter.api.io.TempDir;

/** The route file as it ships, into the producer that kafka-clients offers for recording what is sent. */
class SimulatorRouteTest {

    private final MockProducer<String, byte[]> sent =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());

    @TempDir
    Path folder;

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
    void theSimulatorGoesOnAfterKafkaWasAway() throws Exception {
        sent.sendException = new TimeoutException("no broker");
        start("true");

        await().until(() -> camel.getRoute("simulate-shop").getUptimeMillis() > 1_500);
        assertThat(sent.history()).isEmpty();

        sent.sendException = null;
        await().until(() -> sent.history().size() > 100);
    }

    @Test
    void theStageCanBeLeftOut() throws Exception {
        start("false");

        assertThat(camel.getRoutes()).isEmpty();
    }

    private void start(String stage) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("stage.simulator", stage);
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
        Simulator simulator = new Simulator(Story.settings(1_000, 42, 0), InstantSource.system());
        camel.getRegistry().bind("simulation", new Simulation(simulator, InstantSource.system(), folder));
        camel.getRegistry().bind("answerHeaders", new AnswerHeaders());
        camel.getRegistry().bind("httpErrors", new HttpErrors());
        camel.getRegistry().bind("platform-http", new StubComponent());
        camel.getRegistry()
                .bind(
                        "simulatorMessages",
                        new KafkaMessages<SimulatedEvent>(
                                SimulatedEvent::key, SimulatedEvent::json, e -> Map.of("caravan.source", "simulator")));
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(
                        PluginHelper.getResourceLoader(camel).resolveResource("classpath:routes/simulator.camel.yaml"));
        camel.start();
    }
}
