package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;

/** The page in a real browser, in front of the running application. Skipped where no browser is installed. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PageIT {
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final List<String> TILES = List.of(
            "visitors",
            "carts",
            "checkouts",
            "purchased",
            "rate",
            "events",
            "sessions",
            "orders",
            "revenue",
            "conversion",
            "aov");

    @TempDir
    private static Path folder;

    private static Map<String, String> settings;
    private static RunningCaravan caravan;
    private static ChromeDriver browser;

    @BeforeAll
    static void start() {
        Chromium.assumeInstalled();
        settings = new HashMap<>(Map.of("stage.simulator", "true", "simulator.rate-per-sec", "100"));
        for (String port : List.of("server.port", "management.port", "embedded.kafka.port", "embedded.postgres.port")) {
            settings.put(port, RunningCaravan.freePort());
        }
        caravan = RunningCaravan.start(folder, settings);
        browser = Chromium.start(folder.resolve("browser"));
        browser.get(caravan.uri("/").toString());
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.quit();
        }
        if (caravan != null) {
            caravan.close();
        }
    }

    @Test
    @Order(1)
    void showsLiveNumbersThatChange() {
        await().atMost(SOON).until(() -> text("state").equals("Live"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(TILES)
                        .allSatisfy(tile ->
                                assertThat(text(tile)).as(tile).isNotBlank().isNotEqualTo("–")));
        String events = text("events");
        String asOf = text("as-of");
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(text("events")).isNotEqualTo(events);
            assertThat(text("as-of")).isNotEqualTo(asOf);
        });
        assertThat(text("truth")).startsWith("✓ Sums agree");
        await().atMost(SOON)
                .until(() -> !browser.findElements(By.cssSelector("#country-rows .country-bar"))
                        .isEmpty());
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(browser.findElements(By.cssSelector("#order-rows tr.is-new")))
                        .as("an order that came as an event of its own")
                        .isNotEmpty());
        assertThat(rows("newest-rows")).isPositive();
        assertThat(rows("best-rows")).isPositive();
        assertThat(rows("funnel-rows")).isEqualTo(5);
        assertThat(rows("sums-rows")).as("partitions").isGreaterThanOrEqualTo(6);
        assertThat(browser.findElements(By.cssSelector("#chart canvas"))).hasSize(2);
    }

    @Test
    @Order(2)
    void fitsAWideAndANarrowScreen() throws IOException {
        for (int width : new int[] {1440, 390}) {
            browser.executeCdpCommand(
                    "Emulation.setDeviceMetricsOverride",
                    Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 500));
            await().atMost(SOON).until(() -> number("window.innerWidth") == width);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(number("document.documentElement.scrollWidth"))
                            .as("width of the page on %d pixels", width)
                            .isLessThanOrEqualTo(width));
            String image =
                    (String) browser.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true))
                            .get("data");
            Path file = Path.of("target/screenshots/page-" + width + ".png");
            Files.createDirectories(file.getParent());
            Files.write(file, Base64.getDecoder().decode(image));
        }
        browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    @Test
    @Order(3)
    void worksWithoutTheInternetAndWithoutAnErrorOnTheConsole() {
        assertThat(caravan.get("/")
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElse(""))
                .startsWith("default-src 'self'");
        @SuppressWarnings("unchecked")
        List<String> loaded = (List<String>)
                browser.executeScript("return performance.getEntriesByType('resource').map(entry => entry.name)");
        assertThat(loaded)
                .isNotEmpty()
                .allMatch(url -> url.startsWith(caravan.uri("/").toString()));
        assertThat(Chromium.severe(browser)).isEmpty();
    }

    @Test
    @Order(4)
    void comesBackByItselfWhenTheServerWasRestarted() {
        browser.executeScript("window.sameDocument = true");
        caravan.close();
        await().atMost(SOON).until(() -> text("state").startsWith("Stale since"));
        assertThat(browser.getTitle()).startsWith("Stale");
        String events = text("events");
        caravan = RunningCaravan.start(folder, settings);
        await().atMost(SOON).until(() -> text("state").equals("Live"));
        await().atMost(SOON).until(() -> !text("events").equals(events));
        assertThat(browser.executeScript("return window.sameDocument")).isEqualTo(true);
        assertThat(Chromium.severe(browser))
                .as("but for what was refused while the server stopped and was away")
                .allMatch(message -> message.contains("net::ERR_") || message.contains("status of 503"));
    }

    private static String text(String id) {
        return browser.findElement(By.id(id)).getText();
    }

    private static int rows(String id) {
        return browser.findElements(By.cssSelector("#" + id + " tr")).size();
    }

    private static long number(String script) {
        Object value = browser.executeScript("return " + script);
        return ((Number) Objects.requireNonNull(value)).longValue();
    }
}
