package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** The page Quality in a real browser, in front of the running application. Skipped where no browser is installed. */
class QualityPageIT {
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final String SUITE = """
            name: countries
            target:
              table: orders
              key: [order_id]
            expectations:
              - type: expect_column_values_to_not_be_null
                kwargs: {column: visitor_id}
                severity: critical
              - type: expect_column_values_to_be_in_set
                kwargs: {column: country, value_set: [AT, DE]}
                severity: critical
            """;
    private static final String BROKEN = """
            name: broken
            target: {table: orders}
            expectations:
              - type: expect_column_values_to_not_be_nul
                kwargs: {column: order_id}
            """;
    private static final String RUN = """
            const done = arguments[0];
            fetch('api/quality/runs', {
              method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({suite: 'countries'}),
            }).then((answer) => done(answer.status), (failure) => done(String(failure)))""";
    private static final String CHECK = """
            const done = arguments[0];
            axe.run(document).then(
                (found) => done(found.violations.map((one) => one.id + ': ' + one.nodes.map((node) => node.target.join(' ')))),
                (failure) => done([String(failure)]))""";

    @TempDir
    private static Path folder;

    private static RunningCaravan caravan;
    private static ChromeDriver browser;

    @BeforeAll
    static void start() throws IOException {
        Chromium.assumeInstalled();
        Path suites = Files.createDirectories(folder.resolve("quality/suites"));
        Files.writeString(suites.resolve("countries.yaml"), SUITE);
        Files.writeString(suites.resolve("broken.yaml"), BROKEN);
        caravan = RunningCaravan.start(folder, Map.of());
        caravan.send("v", orders("AT", "DE", "AT", "DE"));
        browser = Chromium.start(folder.resolve("browser"));
        await().atMost(SOON).until(() -> caravan.count("select count(*) from orders") == 4);
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

    @BeforeEach
    void twoOrdersComeFromElsewhere() {
        caravan.execute("update orders set country = 'XX' where order_id in ('o-2', 'o-3')");
    }

    private static List<byte[]> orders(String... countries) {
        List<byte[]> events = new ArrayList<>();
        for (String country : countries) {
            int number = events.size();
            events.add("""
                    {"event_id": "e-%d", "event_type": "purchase", "event_timestamp": "%s", "anonymous_id": "v-%d",\
                     "order_id": "o-%d", "revenue": 10.00, "currency": "EUR", "country": "%s"}""".formatted(number, Instant.now().minusSeconds(60), number, number, country)
                    .getBytes(StandardCharsets.UTF_8));
        }
        return events;
    }

    @Test
    void leadsFromASuiteToTheRowsThatFail() {
        open("quality");
        assertThat(browser.findElement(By.cssSelector(".mistakes")).getText())
                .contains("quality/suites/broken.yaml:4")
                .contains("expect_column_values_to_not_be_null");
        click(By.cssSelector("[aria-label='Run countries now']"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(text(".suites tbody tr"))
                        .contains("1 critical")
                        .contains("50.0%"));
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(browser.switchTo().activeElement().getAccessibleName())
                                .as("who pressed the button still stands on it")
                                .isEqualTo("Run countries now"));
        click(By.linkText("countries"));
        assertThat(browser.findElement(By.cssSelector("[aria-current=page]")).getText())
                .isEqualTo("Quality");
        click(By.partialLinkText("Values of country must be one of AT or DE"));
        await().atMost(SOON).until(() -> !failingRows().isEmpty());
        assertThat(failingRows())
                .isEqualTo(caravan.query(
                        "select order_id, country from orders where country not in ('AT', 'DE') order by order_id"))
                .hasSize(2);
        assertThat(text(".observed")).isEqualTo("2 of 4 unexpected (50.0%)");
        assertThat(browser.findElement(By.cssSelector(".result-details")).getDomProperty("textContent"))
                .contains("from orders");
        browser.navigate().back();
        settle();
        assertThat(browser.findElements(By.cssSelector(".result-details"))).isEmpty();
    }

    @Test
    void proposesASuiteOfATable() {
        open("quality.html");
        browser.findElement(By.name("profile")).sendKeys("orders");
        click(By.cssSelector(".profile [type=submit]"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(text(".profile")).contains("Proposed from all 4 rows of orders"));
        browser.get(caravan.uri("/quality.html?profile=no_such_table").toString());
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(text(".profile .bad")).contains("no_such_table"));
    }

    @Test
    void keepsARunAsAFileThatNeedsNothingElse() throws IOException {
        Path downloads = Files.createDirectories(folder.resolve("downloads"));
        browser.executeCdpCommand(
                "Browser.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", downloads.toString()));
        open("quality.html");
        run();
        open("quality.html?suite=countries");
        click(By.xpath("//button[.='Download']"));
        await().atMost(SOON).until(() -> kept(downloads).size() == 1);
        String text = Files.readString(kept(downloads).get(0));
        assertThat(text).contains("Values of <code>country</code>").contains("XX  × 2");
        assertThat(text).doesNotContain("<script").doesNotContain("src=").doesNotContain("http:");
        browser.get(kept(downloads).get(0).toUri().toString());
        assertThat(browser.findElements(By.cssSelector("tbody tr"))).hasSize(2);
        assertThat(violations()).isEmpty();
    }

    @Test
    void tellsTheLivePageAndTheReportsOfAnAlertUntilItIsOver() {
        open("");
        await().atMost(SOON).pollInterval(Duration.ofSeconds(1)).until(() -> {
            if (!browser.findElements(By.cssSelector(".alert")).isEmpty()) {
                return true;
            }
            // fired anew, since what fired before anybody listened is no news
            mend();
            run();
            twoOrdersComeFromElsewhere();
            run();
            return false;
        });
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(text("[data-tables~=orders] .quality-mark")).isEqualTo("✗ Check the data"));
        open("reports.html");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(browser.findElements(By.cssSelector(".report-figures .quality-mark")))
                        .isNotEmpty());
        open("");
        await().atMost(SOON)
                .until(() ->
                        !browser.findElements(By.cssSelector(".quality-mark")).isEmpty());
        mend();
        run();
        await().atMost(SOON)
                .until(() ->
                        browser.findElements(By.cssSelector(".quality-mark")).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void isAccessible(String look) throws IOException {
        look(look);
        open("quality.html");
        run();
        for (String page : List.of(
                "quality.html",
                "quality.html?profile=orders",
                "quality.html?suite=countries",
                "quality.html?suite=countries&result=1",
                "quality.html?suite=nobody-has-heard-of")) {
            open(page);
            assertThat(violations()).as("%s, %s", page, look).isEmpty();
        }
        open("");
        await().atMost(SOON)
                .until(() ->
                        !browser.findElements(By.cssSelector(".quality-mark")).isEmpty());
        assertThat(violations()).as("Live with marks, %s", look).isEmpty();
    }

    private static void look(String look) {
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", look),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    private static void mend() {
        caravan.execute("update orders set country = 'DE' where country = 'XX'");
    }

    private static void run() {
        assertThat(browser.executeAsyncScript(RUN)).isEqualTo(200L);
    }

    private static List<Path> kept(Path downloads) throws IOException {
        try (Stream<Path> files = Files.list(downloads)) {
            return files.filter(file -> file.getFileName().toString().matches("quality-countries-.*\\.html"))
                    .toList();
        }
    }

    private static List<String> failingRows() {
        return browser.findElements(By.cssSelector(".failing tbody tr")).stream()
                .map(row -> String.join(
                        "|",
                        row.findElements(By.cssSelector("th, td")).stream()
                                .map(WebElement::getText)
                                .toList()))
                .toList();
    }

    private static List<?> violations() throws IOException {
        try (InputStream axe = QualityPageIT.class.getResourceAsStream("/axe.min.js")) {
            browser.executeScript(new String(Objects.requireNonNull(axe).readAllBytes(), StandardCharsets.UTF_8));
        }
        return (List<?>) Objects.requireNonNull(browser.executeAsyncScript(CHECK));
    }

    private static void open(String page) {
        browser.get(caravan.uri("/" + page).toString());
        settle();
    }

    /** Until an answer stands on the page, or the reason why there is none. */
    private static void settle() {
        await().atMost(SOON)
                .until(
                        () -> Boolean.TRUE.equals(
                                browser.executeScript(
                                        "return document.documentElement.dataset.state !== 'connecting' && !document.querySelector('[aria-busy=true]')")));
    }

    private static void click(By what) {
        browser.findElement(what).click();
        settle();
    }

    private static String text(String selector) {
        return browser.findElements(By.cssSelector(selector)).stream()
                .findFirst()
                .map(WebElement::getText)
                .orElse("");
    }
}
