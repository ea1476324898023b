package dev.caravan.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.stub.StubComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The graph and the counts of routes that run; the ends outside are stubs. */
class FlowTest {
    private final Traffic traffic = new Traffic(
            Map.of(
                    "keeper.keep",
                    new BeanWork(Place.DATABASE, true),
                    "keeper.refuse",
                    new BeanWork(Place.DATABASE, true)),
            body -> 1,
            new FrameDelays(),
            Clock.systemUTC());
    private CamelContext context;

    @BeforeEach
    void start() throws Exception {
        context = new DefaultCamelContext();
        context.setAutowiredEnabled(false);
        for (String scheme : new String[] {"kafka", "sql", "platform-http"}) {
            StubComponent stub = new StubComponent();
            stub.setDefaultPollTimeout(10);
            context.addComponent(scheme, stub);
        }
        context.getRegistry().bind("keeper", new Keeper());
        context.getPropertiesComponent().addInitialProperty("topic", "events");
        context.getCamelContextExtension().addInterceptStrategy(traffic);
        context.addRoutePolicyFactory(traffic);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("kafka:events").routeId("store").to("direct:judge").bean("keeper", "keep");
                from("direct:judge").routeId("judge").log("judged");
                from("direct:broken").routeId("broken").bean("keeper", "refuse");
                from("direct:send").routeId("send").to("kafka:{{topic}}");
                from("direct:show").routeId("show").to("sql:select 1").to("sql:delete from carts");
                from("platform-http:/switch?httpMethodRestrict=POST")
                        .routeId("switch")
                        .log("switched");
                from("platform-http:/in?httpMethodRestrict=POST")
                        .routeId("take")
                        .to("direct:send");
            }
        });
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void theArrowsAreThoseOfTheRoutesThatRun() {
        assertThat(arrows())
                .containsExactlyInAnyOrder(
                        "topic:events > store",
                        "store > judge",
                        "store > database",
                        "broken > database",
                        "send > topic:events",
                        "database > show",
                        "show > database",
                        "senders > take",
                        "take > send");
    }

    @Test
    void aRouteThatIsAddedAppearsAndOneThatIsRemovedGoes() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("kafka:others").routeId("copy").to("kafka:copies");
            }
        });
        assertThat(arrows()).contains("topic:others > copy", "copy > topic:copies");
        context.getRouteController().stopRoute("copy");
        context.removeRoute("copy");
        assertThat(arrows()).noneMatch(arrow -> arrow.contains("copy"));
    }

    @Test
    void aListThatIsSentCountsItsRecordsAndAFailedAttemptCountsNone() {
        context.createProducerTemplate().sendBody("direct:send", List.of("a", "b", "c"));
        Tally sent = traffic.tally(Traffic.sent("send", new Step("topic:events", false)));
        assertThat(sent.total()).isEqualTo(1);
        assertThat(sent.records()).isEqualTo(3);
        assertThat(traffic.tally(Traffic.route("send")).total()).isEqualTo(1);
        assertThat(sent.failed()).isZero();
        assertThat(sent.inflight()).isZero();
        assertThatThrownBy(() -> context.createProducerTemplate().sendBody("direct:broken", List.of("a", "b")))
                .hasRootCauseInstanceOf(IllegalStateException.class);
        Tally refused = traffic.tally(Traffic.sent("broken", new Step("database", false)));
        assertThat(refused.failed()).isEqualTo(1);
        assertThat(refused.records()).isZero();
    }

    @Test
    void nothingOfAnAddressIsShownButWhereItLeads() {
        String mail = String.valueOf(Place.of("smtp://someone:secret@mail.example:25?password=hidden"));
        assertThat(mail).contains("mail.example").doesNotContain("secret", "hidden", "someone");
        assertThat(Place.of("file:///srv/shop/inbox?delay=1")).isEqualTo(Place.of("file:inbox"));
        assertThat(Place.of("timer:tick")).isNull();
    }

    private List<String> arrows() {
        return Flow.of(traffic.reader().read(context)).arrows().stream()
                .map(arrow -> arrow.from() + " > " + arrow.to())
                .toList();
    }

    /** Stands for a bean that writes to the database by itself. */
    public static final class Keeper {
        public void keep() {
            // what it keeps is of no matter here
        }

        public void refuse(List<?> records) {
            if (!records.isEmpty()) {
                throw new IllegalStateException("as a database that is away");
            }
        }
    }
}
