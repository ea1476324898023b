package dev.caravan.simulator;

import java.util.concurrent.TimeUnit;

/** How many come. */
interface Flow {

    /**
     * How many come from a moment on.
     *
     * @param crowdMicros the crowd's own time
     * @param wallMicros the shop's time
     */
    Piece from(long crowdMicros, long wallMicros);

    /**
     * A time in which as many come at each moment.
     *
     * @param untilMicros in the crowd's own time, the first moment after it
     */
    record Piece(double peoplePerSec, double botsPerSec, long untilMicros) {}

    /** In the rhythm of day and week. The rate changes every five minutes. The crowd's time is the shop's. */
    static Flow rhythmic(double visitsPerDay, Rhythm rhythm, ScenarioSpan span) {
        double meanPerSec = visitsPerDay / TimeUnit.DAYS.toSeconds(1);
        long stepMicros = TimeUnit.MINUTES.toMicros(5);
        return (crowdMicros, wallMicros) -> {
            long begin = Math.floorDiv(crowdMicros, stepMicros) * stepMicros;
            double perSec = meanPerSec * rhythm.at(begin + stepMicros / 2);
            Scenario scenario = span.at(crowdMicros);
            return new Piece(
                    perSec * scenario.visitFactor(),
                    perSec * scenario.botsAVisit(),
                    span.nextEdge(crowdMicros, begin + stepMicros));
        };
    }

    /** As many at every hour. A scenario can only change who comes. */
    static Flow steady(double visitsPerSec, ScenarioSpan span) {
        return (crowdMicros, wallMicros) ->
                new Piece(visitsPerSec, visitsPerSec * span.at(wallMicros).botsAVisit(), Long.MAX_VALUE);
    }
}
