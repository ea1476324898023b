package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Several instances of one consumer each share the topic, and some of them are slow, leave, or stand still. */
class InstancesIT {
    private static final String GROUP = "caravan";
    private static final Duration REBALANCE = Duration.ofMinutes(1);
    private static final Pattern RECEIVED =
            Pattern.compile("^caravan_events_received_total(?:\\{[^}]*})? (\\S+)", Pattern.MULTILINE);

    /** Kafka's session, the timeouts that Databases sets, one after the other where two locks are in the way, and some for the next try. */
    private static final Duration TAKE_OVER = Duration.ofSeconds(70);

    private static final Map<String, String> IMPATIENT = Map.of("kafka.client.max.poll.interval.ms", "3000");
    private static final Map<String, Integer> BOTH = Map.of("first", 3, "second", 3);
    private static final int LOAD_PER_SEC = 600;

    @TempDir
    private static Path folder;

    private static long seed = 50;

    private static FaultGround ground;
    private static Admin admin;

    @BeforeAll
    static void start() throws Exception {
        ground = FaultGround.start(folder, 1);
        admin = ground.kafka().admin();
    }

    @AfterAll
    static void stop() throws Exception {
        admin.close();
        ground.close();
    }

    /** Starts those that don't run, or stand still, and returns when they share the partitions evenly and all store. */
    private static void awaitTwoAtWork() throws Exception {
        ChildCaravan first = ground.instance("first", IMPATIENT);
        ground.instance("second", IMPATIENT).awaitUp();
        first.awaitUp();
        awaitShares(BOTH);
        ground.load(LOAD_PER_SEC, ++seed);
        ground.awaitMorePlaces(LOAD_PER_SEC, REBALANCE);
    }

    @Test
    void aBatchThatOutlastsThePollIntervalIsStoredOnceThoughAnotherInstanceHoldsItToo() throws Exception {
        awaitTwoAtWork();
        try (Connection other = ground.connection()) {
            other.setAutoCommit(false);
            RunningCaravan.rows(other, "select 1 from stream_offsets where partition = 0 for update");
            await().alias("both instances wait at the fence of partition 0")
                    .atMost(REBALANCE)
                    .until(() -> ground.count(
                                    "select count(distinct application_name) from pg_stat_activity where wait_event_type = 'Lock'"
                                            + " and application_name in ('first', 'second') and query like '%from stream_offsets%'")
                            == 2);
            other.rollback();
        }
        ground.settle(Duration.ofMinutes(3));
    }

    @Test
    void aGroupWhoseDatabaseWasTooSlowForAllOfItComesBack() throws Exception {
        awaitTwoAtWork();
        try (Connection other = ground.connection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table metrics_minute in exclusive mode");
            awaitShares(Map.of());
            other.rollback();
        }
        awaitShares(BOTH);
        ground.settle(Duration.ofMinutes(3));
    }

    @Test
    void instancesThatComeAndGoUnderLoadShareThePartitionsEvenly() throws Exception {
        awaitTwoAtWork();
        ChildCaravan first = ground.instance("first", IMPATIENT);
        ChildCaravan second = ground.instance("second", IMPATIENT);
        assertEvenWork(List.of(first, second));
        ChildCaravan third = ground.instance("third", IMPATIENT).awaitUp();
        awaitShares(Map.of("first", 2, "second", 2, "third", 2));
        assertEvenWork(List.of(first, second, third));
        third.close();
        awaitShares(BOTH);
        first.kill();
        awaitShares(Map.of("second", 6));
        ground.instance("first", IMPATIENT).awaitUp();
        awaitShares(BOTH);
        ground.settle(Duration.ofMinutes(3));
    }

    @Test
    @EnabledIfSystemProperty(
            named = "faults",
            matches = "true",
            disabledReason = "hits the moment by chance, run it with -Dfaults=true")
    void instancesThatStandStillInTheirTransactionsAreReplacedInTimeAndHarmlessWhenTheyWake() throws Exception {
        awaitTwoAtWork();
        ChildCaravan inCopy = ground.instance("first", IMPATIENT);
        ChildCaravan idle = ground.instance("second", IMPATIENT);
        ChildCaravan third = ground.instance("third", IMPATIENT).awaitUp();
        awaitShares(Map.of("first", 2, "second", 2, "third", 2));
        try {
            pauseWithTheFence(inCopy, "first", "state = 'active' and wait_event = 'ClientRead'");
            pauseWithTheFence(idle, "second", "state = 'idle in transaction'");
            List<String> before = offsets();
            await().alias("every partition goes on")
                    .atMost(TAKE_OVER)
                    .untilAsserted(() -> assertThat(offsets()).doesNotContainAnyElementsOf(before));
        } finally {
            inCopy.wake();
            idle.wake();
            third.close();
        }
        awaitShares(BOTH);
        ground.settle(Duration.ofMinutes(3));
    }

    private static List<String> offsets() {
        return ground.query("select partition, next_offset from stream_offsets");
    }

    /** Pauses it again and again, until that happens to be while it holds the fence and its session is in that state. */
    private static void pauseWithTheFence(ChildCaravan instance, String name, String state) throws Exception {
        for (int attempt = 0; attempt < 500; attempt++) {
            instance.pause();
            if (holdsTheFence(name, state)) {
                return;
            }
            instance.wake();
        }
        throw new AssertionError(name + " never held the fence while " + state);
    }

    private static boolean holdsTheFence(String name, String state) {
        return ground.count("select count(*) from pg_locks join pg_stat_activity using (pid) where application_name = '"
                        + name + "' and " + state
                        + " and relation = 'stream_offsets'::regclass and mode = 'RowShareLock'")
                > 0;
    }

    /** Returns when the group is exactly so: partitions of each instance. */
    private static void awaitShares(Map<String, Integer> shares) {
        await().atMost(REBALANCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(members().stream()
                                .collect(Collectors.toMap(
                                        MemberDescription::clientId,
                                        member -> member.assignment()
                                                .topicPartitions()
                                                .size())))
                        .isEqualTo(shares));
    }

    private static List<MemberDescription> members() throws Exception {
        return List.copyOf(Objects.requireNonNull(admin.describeConsumerGroups(List.of(GROUP))
                        .all()
                        .get(5, TimeUnit.SECONDS)
                        .get(GROUP))
                .members());
    }

    /** Each instance has at least half of what an even share would be: keys are not that even. */
    private static void assertEvenWork(List<ChildCaravan> instances) throws Exception {
        List<Double> before = received(instances);
        ground.awaitMorePlaces(1_200, REBALANCE);
        List<Double> after = received(instances);
        List<Double> shares = new ArrayList<>();
        for (int i = 0; i < instances.size(); i++) {
            shares.add(after.get(i) - before.get(i));
        }
        double all = shares.stream().mapToDouble(Double::doubleValue).sum();
        assertThat(shares).as("records of each instance").allMatch(share -> share > all / instances.size() / 2);
    }

    private static List<Double> received(List<ChildCaravan> instances) throws Exception {
        List<Double> received = new ArrayList<>();
        for (ChildCaravan instance : instances) {
            Matcher matcher =
                    RECEIVED.matcher(instance.observe("/observe/metrics").body());
            assertThat(matcher.find()).as("the metric is there").isTrue();
            received.add(Double.valueOf(matcher.group(1)));
        }
        return received;
    }
}
