package dev.caravan.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The route file as it ships, up to the Kafka producer. */
class ImportRouteTest {
    @TempDir
    Path folder;

    private final RecordingKafka kafka = new RecordingKafka();
    private CamelContext camel = new DefaultCamelContext();
    private Path inbox = Path.of("");
    private Path formats = Path.of("");

    @BeforeEach
    void startTheRoute() throws Exception {
        inbox = folder.resolve("inbox");
        formats = folder.resolve("formats");
        start();
    }

    @AfterEach
    void stopTheRoute() {
        camel.stop();
    }

    @Test
    void aDroppedFileIsSentLineByLineAndEndsInDone() throws Exception {
        drop("events.ndjson", Samples.text("events.ndjson"));

        awaitFile("done/events.ndjson");
        assertThat(kafka.sent).hasSize(4);
        ProducerRecord<String, byte[]> last = kafka.sent.get(3);
        assertThat(last.topic()).isEqualTo("ecommerce-events");
        assertThat(last.key()).isEqualTo("u2");
        assertThat(new String(last.value(), StandardCharsets.UTF_8)).contains("\"event_id\":\"e-4\"");
        assertThat(RecordingKafka.header(last, "caravan.source")).isEqualTo("import");
        assertThat(RecordingKafka.header(last, "caravan.file")).isEqualTo("events.ndjson");
        assertThat(RecordingKafka.header(last, "caravan.line")).isEqualTo("5");
        assertThat(last.headers()).hasSize(3);
    }

    @Test
    void theKeysHeaderIsTheOneThatCamelReads() {
        assertThat(KafkaConstants.KEY).isEqualTo("kafka.KEY");
    }

    @Test
    void aCsvOfAShippedFormatIsRecognisedFromTheJar() throws Exception {
        drop("sales.csv", Samples.text("invoices.csv"));

        awaitFile("done/sales.csv");
        assertThat(kafka.sent)
                .extracting(sent -> RecordingKafka.header(sent, "caravan.line"))
                .containsExactly("5", "2", "7", "8", "9");
    }

    @Test
    void aFileThatIsDroppedTwiceGivesTheSameEventsAndKeepsBothFiles() throws Exception {
        drop("sales.csv.gz", FileImportTest.gzip(Samples.text("invoices.csv")));
        awaitFile("done/sales.csv.gz");
        drop("sales.csv.gz", FileImportTest.gzip(Samples.text("invoices.csv")));
        awaitFile("done/sales-2.csv.gz");

        assertThat(kafka.sent).hasSize(10);
        for (int i = 0; i < 5; i++) {
            assertThat(kafka.sent.get(i + 5).value())
                    .isEqualTo(kafka.sent.get(i).value());
        }
        assertThat(inbox.resolve("done/sales.csv.gz")).exists();
    }

    @Test
    void aFileOfAnUnknownKindEndsInFailedWithTheReasonBesideIt() throws Exception {
        drop("sales.xlsx", "PK");

        awaitFile("failed/sales.xlsx");
        assertThat(inbox.resolve("failed/sales.xlsx.error")).content().contains("must end in .ndjson", "What to do");
    }

    @Test
    void aCsvOfAnUnknownHeaderEndsInFailedAndAFormatFileMakesItReadable() throws Exception {
        drop("till.csv", Samples.text("till.csv"));
        awaitFile("failed/till.csv");
        assertThat(inbox.resolve("failed/till.csv.error"))
                .content()
                .contains("wann;was;wer;ware;preis", "rees46.properties", "routes/formats");

        Files.createDirectories(formats);
        Files.copy(Samples.FOLDER.resolve("till.properties"), formats.resolve("till.properties"));
        drop("till.csv", Samples.text("till.csv"));

        awaitFile("done/till.csv");
        assertThat(kafka.sent).extracting(ProducerRecord::key).containsExactly("k1", "k2");
    }

    @Test
    void aDamagedGzipIsSentUpToTheDamageAndEndsInFailed() throws Exception {
        byte[] sound = FileImportTest.gzip(events(20_000));
        drop("events.ndjson.gz", Arrays.copyOf(sound, sound.length / 2));
        drop("none.ndjson.gz", "no gzip");

        awaitFile("failed/events.ndjson.gz");
        awaitFile("failed/none.ndjson.gz");
        assertThat(kafka.sent).hasSizeGreaterThan(1_000);
        assertThat(inbox.resolve("failed/events.ndjson.gz.error"))
                .content()
                .contains("beyond line " + kafka.sent.size());
        assertThat(inbox.resolve("failed/none.ndjson.gz.error")).content().contains("Not in GZIP format");
    }

    @Test
    void whileTheTopicIsDownTheImportWaitsAndNoLineIsLost() throws Exception {
        kafka.goesDownAfter(1_500);
        drop("events.ndjson", events(3_000));
        awaitRefusals();
        assertThat(inbox.resolve("events.ndjson")).exists();
        kafka.isUp();

        awaitFile("done/events.ndjson");
        assertThat(kafka.sent.stream().map(ProducerRecord::key).distinct()).hasSize(3_000);
    }

    @Test
    void aStopInTheMiddleKeepsTheFileAndTheNextStartGoesOnBehindWhatWasAcknowledged() throws Exception {
        kafka.goesDownAfter(1_500);
        drop("events.ndjson", events(3_000));
        awaitRefusals();
        camel.stop();
        assertThat(inbox.resolve("events.ndjson")).exists();
        assertThat(inbox.resolve("failed")).doesNotExist();
        assertThat(inbox.resolve(".progress")).isNotEmptyDirectory();

        int before = kafka.sent.size();
        kafka.isUp();
        start();

        awaitFile("done/events.ndjson");
        assertThat(RecordingKafka.header(kafka.sent.get(before), "caravan.line"))
                .isEqualTo("1001");
        assertThat(kafka.sent).hasSize(before + 2_000);
    }

    @Test
    void aGracefulStopEndsTheImportAtAChunkAndTheNextStartGoesOnThere() throws Exception {
        kafka.holdsAfter(1_500);
        drop("events.ndjson", events(30_000));
        await().atMost(Duration.ofMinutes(1)).until(() -> kafka.sent.size() >= 1_500);
        Thread stop = new Thread(camel::stop);
        stop.start();
        await().atMost(Duration.ofMinutes(1)).until(camel::isStopping);
        kafka.letsGo();
        stop.join();
        assertThat(inbox.resolve("events.ndjson")).exists();
        assertThat(kafka.sent).hasSizeLessThan(10_000);

        start();

        awaitFile("done/events.ndjson");
        assertThat(kafka.sent.stream().map(ProducerRecord::key).distinct()).hasSize(30_000);
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(inbox.resolve(".progress")).isEmptyDirectory());
    }

    private void start() throws Exception {
        camel = new DefaultCamelContext();
        Properties properties = new Properties();
        properties.setProperty("stage.import", "true");
        properties.setProperty("inbox.dir", inbox.toString());
        properties.setProperty("inbox.settle-ms", "100");
        properties.setProperty("topics.events", "ecommerce-events");
        camel.getPropertiesComponent().setInitialProperties(properties);
        camel.addComponent("kafka", kafka.component());
        camel.getCamelContextExtension().registerEndpointCallback((uri, endpoint) -> {
            if (endpoint instanceof FileEndpoint files) {
                files.setInitialDelay(0);
                files.setDelay(100);
            }
            return endpoint;
        });
        camel.getRegistry().bind("fileImports", new FileImports(inbox, formats, Clock.systemUTC()));
        camel.getShutdownStrategy().setTimeout(20);
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(ResourceHelper.resolveMandatoryResource(camel, "file:routes/import.camel.yaml"));
        camel.start();
    }

    private void drop(String name, String text) throws IOException {
        drop(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private void drop(String name, byte[] content) throws IOException {
        Files.createDirectories(inbox);
        Path written = Files.write(folder.resolve(name), content);
        Files.move(written, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private void awaitFile(String place) {
        await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(inbox.resolve(place)));
    }

    private void awaitRefusals() {
        await().atMost(Duration.ofMinutes(1)).until(() -> kafka.refused.get() > 0);
    }

    private static String events(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i ->
                        "{\"event_id\":\"" + Integer.toHexString(i * 0x9E3779B9) + "\",\"user_id\":\"u" + i + "\"}\n")
                .collect(Collectors.joining());
    }
}
