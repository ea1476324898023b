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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several instances of one consumer each share the topic, and some of them are slow, leave, or stand still. */
class InstancesIT {
    private static final String GROUP = "caravan";
    private static final Duration REBALANCE = Duration.ofSeconds(30);
    private static final Pattern RECEIVED =
            Pattern.compile("^caravan_events_received_total(?:\\{[^}]*})? (\\S+)", Pattern.MULTILINE);

    /** Of {@code idle_in_transaction_session_timeout}, see Databases, and some for the next try. */
    private static final Duration TAKE_OVER = Duration.ofSeconds(35);

    @TempDir
    private static Path folder;

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

    @AfterEach
    void leaveNoInstance() {
        ground.killAll();
    }

    @Test
    void aBatchThatOutlastsThePollIntervalIsStoredOnceThoughAnotherInstanceHoldsItToo() throws Exception {
        Map<String, String> impatient = Map.of("kafka.client.max.poll.interval.ms", "3000");
        ChildCaravan first = ground.instance("slow-1", impatient);
        ChildCaravan second = ground.instance("slow-2", impatient);
        first.awaitUp();
        second.awaitUp();
        ground.load(300, 51);
        awaitShares(Map.of("slow-1", 3, "slow-2", 3));
        ground.awaitMorePlaces(600, REBALANCE);
        try (Connection other = ground.connection()) {
            other.setAutoCommit(false);
            RunningCaravan.rows(other, "select 1 from stream_offsets where partition = 0 for update");
            await().alias("both instances wait for partition 0")
                    .atMost(REBALANCE)
                    .until(() -> ground.count(
                                    "select count(distinct application_name) from pg_stat_activity where wait_event_type = 'Lock' and application_name like 'slow-%'")
                            == 2);
            other.rollback();
        }
        ground.settle(Duration.ofSeconds(60));
    }

    @Test
    void theGroupComesBackAfterADatabaseThatWasTooSlowForAllOfIt() throws Exception {
        Map<String, String> impatient = Map.of("kafka.client.max.poll.interval.ms", "3000");
        ground.instance("stuck", impatient).awaitUp();
        ground.load(300, 52);
        awaitShares(Map.of("stuck", 6));
        ground.awaitMorePlaces(300, REBALANCE);
        try (Connection other = ground.connection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table metrics_minute in exclusive mode");
            awaitShares(Map.of());
            other.rollback();
        }
        awaitShares(Map.of("stuck", 6));
        ground.settle(Duration.ofSeconds(60));
    }

    @Test
    void instancesThatComeAndGoUnderLoadShareThePartitionsEvenly() throws Exception {
        ChildCaravan first = ground.instance("share-1", Map.of()).awaitUp();
        ground.load(600, 53);
        awaitShares(Map.of("share-1", 6));
        ChildCaravan second = ground.instance("share-2", Map.of()).awaitUp();
        awaitShares(Map.of("share-1", 3, "share-2", 3));
        assertEvenWork(List.of(first, second));
        ChildCaravan third = ground.instance("share-3", Map.of()).awaitUp();
        awaitShares(Map.of("share-1", 2, "share-2", 2, "share-3", 2));
        assertEvenWork(List.of(first, second, third));
        second.close();
        awaitShares(Map.of("share-1", 3, "share-3", 3));
        first.kill();
        awaitShares(Map.of("share-3", 6));
        ground.settle(Duration.ofSeconds(60));
    }

    @Test
    void anInstanceThatStandsStillInItsTransactionIsReplacedInTimeAndHarmlessWhenItWakes() throws Exception {
        ChildCaravan frozen = ground.instance("frozen", Map.of());
        ChildCaravan living = ground.instance("living", Map.of());
        frozen.awaitUp();
        living.awaitUp();
        ground.load(600, 54);
        Map<String, Integer> even = Map.of("frozen", 3, "living", 3);
        awaitShares(even);
        pauseInTransaction(frozen);
        List<String> before = offsets();

        await().alias("every partition goes on")
                .atMost(TAKE_OVER)
                .untilAsserted(() -> assertThat(offsets()).doesNotContainAnyElementsOf(before));
        frozen.wake();
        awaitShares(even);
        ground.settle(Duration.ofSeconds(60));
    }

    private static List<String> offsets() {
        return ground.query("select partition, next_offset from stream_offsets");
    }

    /** Pauses it again and again, until that happens to be while it holds the fence. */
    private static void pauseInTransaction(ChildCaravan instance) throws Exception {
        for (int attempt = 0; attempt < 200; attempt++) {
            instance.pause();
            if (holdsTheFence()) {
                return;
            }
            instance.wake();
        }
        throw new AssertionError("the instance was never in a transaction");
    }

    private static boolean holdsTheFence() {
        return ground.count("select count(*) from pg_locks join pg_stat_activity using (pid)"
                        + " where application_name = 'frozen' and state = 'idle in transaction'"
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
        ground.awaitMorePlaces(1_800, REBALANCE);
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
