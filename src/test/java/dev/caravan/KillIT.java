package dev.caravan;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process ends as by kill -9 or a power cut, at any moment. */
class KillIT {
    private static final Logger LOG = LoggerFactory.getLogger(KillIT.class);
    private static final int ROUNDS = Integer.getInteger("faults.rounds", 2);
    private static final Map<String, String> TWO_CONSUMERS = Map.of("pipeline.consumers", "2");

    @TempDir
    Path folder;

    @Test
    void aProcessThatIsKilledAgainAndAgainUnderLoadLosesNothingAndDoublesNothing() throws Exception {
        long seed = Long.getLong("faults.seed", System.nanoTime());
        LOG.info("{} kills, -Dfaults.seed={}", ROUNDS, seed);
        Random random = new Random(seed);
        try (FaultGround ground = FaultGround.start(folder, 1)) {
            ground.instance("first", TWO_CONSUMERS).awaitUp();
            ground.load(600, random.nextLong());
            for (int round = 1; round <= ROUNDS; round++) {
                ground.awaitMorePlaces(1, Duration.ofMinutes(2));
                letPass(random.nextInt(1_500));
                ground.killAll();
                if (round % 2 == 0) {
                    killWhileStarting(ground.instance("killed-" + round, TWO_CONSUMERS), random);
                }
                ground.instance("round-" + round, TWO_CONSUMERS).awaitUp();
            }
            ground.settle(Duration.ofMinutes(3));
        }
    }

    private static void killWhileStarting(ChildCaravan instance, Random random) {
        letPass(random.nextInt(4_000));
        instance.kill();
    }

    private static void letPass(long millis) {
        Instant end = Instant.now().plusMillis(millis);
        await().pollInterval(Duration.ofMillis(5)).until(() -> Instant.now().isAfter(end));
    }
}
