package dev.caravan.event;

/** The bytes of a record aren't one JSON object that can be read. Carries no stack: it is an everyday result. */
final class UnreadableRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String rule;
    private final String problem;

    UnreadableRecordException(Reason reason, String rule, String problem) {
        super(problem, null, false, false);
        this.reason = reason;
        this.rule = rule;
        this.problem = problem;
    }

    Rejection rejection() {
        return Rejection.of(reason, rule, problem);
    }
}
