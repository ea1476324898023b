package dev.caravan.verify;

import java.time.Duration;

/** One thing that is looked at. */
interface Check {

    String name();

    /** After it the check is given up and counts as failed. */
    Duration limit();

    /**
     * Looks, and returns what was measured, in one line with figures and units.
     *
     * @throws CheckFailedException if something is not as it should be, or can't be looked at; the message says what
     */
    String measure() throws Exception;
}
