package dev.caravan.simulator;

/** What happens to the shop for a while. */
public enum Scenario {
    /** Nothing but the usual rhythm. */
    EVERYDAY("everyday", 1, 1, 0),

    /** Four times the visits, keener ones, and 30 % off everything. */
    BLACK_FRIDAY("black-friday", 4, 1.6, 30),

    /** Nobody's payment goes through: no order, many who try again. */
    CHECKOUT_OUTAGE("checkout-outage", 1, 1, 0),

    /** As many crawlers as people come, and each turns over forty pages: about nine times the events, no more orders. */
    BOT_STORM("bot-storm", 1, 1, 0),

    /** The shop's pages send nothing at all, though people go on buying. */
    SILENCE("silence", 1, 1, 0);

    private static final double USUAL_BOTS_A_VISIT = 0.004;

    private final String code;
    private final double visitFactor;
    private final double keennessFactor;
    private final int percentOff;

    Scenario(String code, double visitFactor, double keennessFactor, int percentOff) {
        this.code = code;
        this.visitFactor = visitFactor;
        this.keennessFactor = keennessFactor;
        this.percentOff = percentOff;
    }

    /** As it stands in settings and on the answer sheet. */
    public String code() {
        return code;
    }

    /** How many visits of people come, as a multiple of the usual. */
    double visitFactor() {
        return visitFactor;
    }

    /** How readily people put something into the cart, as a multiple of the usual. */
    double keennessFactor() {
        return keennessFactor;
    }

    /** What every price falls by. */
    int percentOff() {
        return percentOff;
    }

    /** Visits of crawlers for each usual visit of a person. */
    double botsAVisit() {
        return this == BOT_STORM ? 1 : USUAL_BOTS_A_VISIT;
    }
}
