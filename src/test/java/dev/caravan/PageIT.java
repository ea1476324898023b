package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The page in a real browser, in front of the running application. Skipped where no browser is installed. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PageIT {
    private static final File BROWSER = new File("/usr/bin/chromium");
    private static final File DRIVER = new File("/usr/bin/chromedriver");
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final List<String> TILES =
            List.of("visitors", "rate", "events", "sessions", "orders", "revenue", "conversion", "aov");

    @TempDir
    private static Path folder;

    private static Map<String, String> settings;
    private static RunningCaravan caravan;
    private static ChromeDriver browser;

    @BeforeAll
    static void start() {
        assumeTrue(BROWSER.canExecute() && DRIVER.canExecute(), "no Chromium and chromedriver in /usr/bin");
        settings = new HashMap<>(Map.of("stage.simulator", "true", "simulator.rate-per-sec", "100"));
        for (String port : List.of("server.port", "management.port", "embedded.kafka.port", "embedded.postgres.port")) {
            settings.put(port, RunningCaravan.freePort());
        }
        caravan = RunningCaravan.start(folder, settings);
        // it would say that it knows no typed DevTools commands for this version; the page needs none
        Logger.getLogger("org.openqa.selenium").setLevel(Level.SEVERE);
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER)
                        .usingAnyFreePort()
                        .build(),
                options());
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
        assertThat(severe()).isEmpty();
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
        assertThat(severe())
                .as("but for what was refused while the server stopped and was away")
                .allMatch(message -> message.contains("net::ERR_") || message.contains("status of 503"));
    }

    private static ChromeOptions options() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + folder.resolve("browser"));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        return options;
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

    private static List<String> severe() {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().equals(Level.SEVERE))
                .map(LogEntry::getMessage)
                .toList();
    }
}
