package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Prometheus and Grafana are told. */
class MonitoringFilesTest {
    private static final String PROMETHEUS = "monitoring/prometheus/prometheus.yml";
    private static final String DATASOURCE = "monitoring/grafana/provisioning/datasources/prometheus.yml";
    private static final YAMLMapper YAML = new YAMLMapper();

    @Test
    void prometheusItselfAcceptsItsFile() throws Exception {
        assumeTrue(
                Tool.find("promtool", "--version").works(),
                "skipped: promtool, which the package prometheus brings, is not on this machine");
        Tool.Result result = Tool.run(Map.of(), "promtool", "check", "config", PROMETHEUS);
        assertThat(result.exitCode()).as(result.output()).isZero();
    }

    @Test
    void prometheusReadsTheMetricsOfTheServiceInTheComposeFile() throws IOException {
        JsonNode scrape = YAML.readTree(Path.of(PROMETHEUS).toFile()).at("/scrape_configs/0");
        assertThat(scrape.path("metrics_path").asText()).isEqualTo("/observe/metrics");

        String target = scrape.at("/static_configs/0/targets/0").asText();
        String service = target.substring(0, target.indexOf(':'));
        String port = target.substring(target.indexOf(':') + 1);
        JsonNode compose = YAML.readTree(Path.of("docker-compose.yml").toFile());
        assertThat(compose.at("/services").has(service)).as(service).isTrue();
        assertThat(compose.at("/services/" + service + "/healthcheck/test").toString())
                .as("the management port is %s", port)
                .contains(":" + port + "/observe/health");
    }

    @Test
    void grafanaReadsFromThePrometheusInTheComposeFile() throws IOException {
        JsonNode source = YAML.readTree(Path.of(DATASOURCE).toFile()).at("/datasources/0");
        assertThat(source.path("type").asText()).isEqualTo("prometheus");
        assertThat(source.path("url").asText()).isEqualTo("http://prometheus:9090");
    }
}
