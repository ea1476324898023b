package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** The reports in a real browser, in front of the running application. Skipped where no browser is installed. */
class ReportsPageIT {
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final List<String> PAGES = List.of(
            "",
            "pipeline.html",
            "reports.html",
            "reports.html?range=today",
            "reports.html?report=funnel",
            "reports.html?report=products",
            "reports.html?report=carts",
            "reports.html?report=sources",
            "reports.html?report=categories",
            "reports.html?report=retention",
            "reports.html?report=sessions",
            "reports.html?report=events",
            "reports.html?campaign=nobody-has-heard-of");
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
    static void start() {
        Chromium.assumeInstalled();
        caravan = RunningCaravan.start(folder, Map.of());
        caravan.send("v-1", visit("v-1", "mobile", "google", "Mug", "12.00"));
        caravan.send("v-2", visit("v-2", "desktop", "newsletter", "Bag", "40.00"));
        browser = Chromium.start(folder.resolve("browser"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                caravan.get("/api/reports/overview?range=7d").body())
                        .contains("\"totals\":{\"sessions\":2,"));
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

    /** From page to order, three hours ago: within seven days, whenever the test runs. */
    private static List<byte[]> visit(String visitor, String device, String source, String product, String price) {
        Instant start = Instant.now().minus(Duration.ofHours(3));
        List<byte[]> events = new ArrayList<>();
        for (String type : List.of("page_view", "product_view", "add_to_cart", "purchase")) {
            String more = type.equals("page_view")
                    ? ""
                    : type.equals("purchase")
                            ? ", \"order_id\": \"o-%s\", \"revenue\": %s".formatted(visitor, price)
                            : "";
            String item = type.equals("page_view")
                    ? ""
                    : ", \"product_id\": \"p-%s\", \"product_name\": \"%s\", \"price\": %s, \"quantity\": 1"
                            .formatted(product, product, price);
            events.add("""
                    {"event_id": "%s-%d", "event_type": "%s", "event_timestamp": "%s", "anonymous_id": "%s", "session_id": "s-%s",
                     "currency": "EUR", "device_type": "%s", "campaign": {"source": "%s"}%s%s}""".formatted(
                            visitor,
                            events.size(),
                            type,
                            start.plusSeconds(events.size()),
                            visitor,
                            visitor,
                            device,
                            source,
                            item,
                            more)
                    .replace("\n", "")
                    .getBytes(StandardCharsets.UTF_8));
        }
        return events;
    }

    @Test
    void keepsEachChoiceInItsAddressAndTakesItBack() {
        open("reports.html?range=today");
        click(By.linkText("7 days"));
        shows("Overview");
        assertThat(figures()).contains("2");
        select("filter-device", "=mobile");
        assertThat(browser.getCurrentUrl()).contains("device=mobile").contains("range=7d");
        click(By.linkText("Products"));
        shows("Products");
        assertThat(firstColumn()).containsExactly("Mug");
        click(By.linkText("Units"));
        shows("Products");
        assertThat(browser.findElement(By.cssSelector("[aria-sort=descending]")).getText())
                .isEqualTo("Units");
        browser.navigate().back();
        browser.navigate().back();
        shows("Overview");
        assertThat(browser.getCurrentUrl()).contains("device=mobile").doesNotContain("sort");
        browser.navigate().refresh();
        shows("Overview");
        assertThat(browser.findElement(By.id("filter-device")).getDomProperty("value"))
                .isEqualTo("=mobile");
    }

    @Test
    void leadsFromASessionToItsEvents() {
        open("reports.html?report=sessions&device=mobile");
        click(By.cssSelector(".sessions-report tbody a"));
        shows("One session");
        assertThat(browser.findElements(By.cssSelector(".events-report tbody tr")))
                .hasSize(4);
        assertThat(browser.findElement(By.cssSelector(".events-report tbody tr:last-child"))
                        .getText())
                .contains("purchase")
                .contains("€12.00");
    }

    @Test
    void stepsThroughTheChartByKeysAndSaysWhatItShows() {
        open("reports.html?range=7d&metric=orders");
        WebElement chart = browser.findElement(By.cssSelector(".time-chart .chart"));
        chart.sendKeys(Keys.HOME);
        assertThat(browser.findElement(By.cssSelector(".time-chart [role=status]"))
                        .getDomProperty("textContent"))
                .contains(": 0, before 0, change –");
    }

    @Test
    void hidesEachFigureUntilToldOtherwise() {
        open("reports.html?range=7d");
        click(By.id("figures"));
        assertThat(figures()).allMatch("•••"::equals);
        open("reports.html?range=7d");
        assertThat(figures()).as("after a reload").allMatch("•••"::equals);
        click(By.id("figures"));
        assertThat(figures()).contains("2").noneMatch("•••"::equals);
    }

    @Test
    void namesWhatIsWrongInItsOwnWords() {
        open("reports.html?report=retention&device=mobile&source=google");
        assertThat(browser.findElement(By.cssSelector("#content [role=alert]")).getText())
                .contains("Retention takes one filter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void isAccessibleOnEachPage(String look) throws IOException {
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", look),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
        for (String page : PAGES) {
            open(page);
            assertThat(violations()).as("%s, %s", page, look).isEmpty();
        }
        assertThat(Chromium.severe(browser))
                .as("but for the answer that another test provokes")
                .allMatch(message -> message.contains("status of 400"));
    }

    private static List<?> violations() throws IOException {
        try (InputStream axe = ReportsPageIT.class.getResourceAsStream("/axe.min.js")) {
            browser.executeScript(new String(Objects.requireNonNull(axe).readAllBytes(), StandardCharsets.UTF_8));
        }
        return (List<?>) Objects.requireNonNull(browser.executeAsyncScript(CHECK));
    }

    private static void open(String page) {
        browser.get(caravan.uri("/" + page).toString());
        settle();
    }

    /** Until numbers stand on the page, or the reason why there are none. */
    private static void settle() {
        await().atMost(SOON)
                .until(
                        () -> Boolean.TRUE.equals(
                                browser.executeScript(
                                        "return document.documentElement.dataset.state !== 'connecting' && !document.querySelector('[aria-busy=true]')")));
    }

    private static void click(By link) {
        browser.findElement(link).click();
        settle();
    }

    private static void select(String id, String value) {
        await().atMost(SOON)
                .until(() -> !browser.findElements(By.cssSelector("#" + id + " option[value='" + value + "']"))
                        .isEmpty());
        browser.findElement(By.cssSelector("#" + id + " option[value='" + value + "']"))
                .click();
        settle();
    }

    private static void shows(String title) {
        await().atMost(SOON)
                .until(() ->
                        browser.findElement(By.id("report-title")).getText().equals(title));
        settle();
    }

    private static List<String> figures() {
        return browser.findElements(By.cssSelector("#content .figure")).stream()
                .map(WebElement::getText)
                .filter(text -> !text.equals("–"))
                .toList();
    }

    private static List<String> firstColumn() {
        return browser.findElements(By.cssSelector("#content tbody th")).stream()
                .map(WebElement::getText)
                .toList();
    }
}
