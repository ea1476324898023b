package dev.caravan.quality.run;

/** A request can't be answered as it is: the client's fault. */
public final class RequestRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    private RequestRefused(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static RequestRefused badParameter(String message) {
        return new RequestRefused(400, "bad_parameter", message);
    }

    static RequestRefused notFound(String message) {
        return new RequestRefused(404, "not_found", message);
    }

    static RequestRefused conflict(String message) {
        return new RequestRefused(409, "conflict", message);
    }

    int status() {
        return status;
    }

    /** For programs. */
    String code() {
        return code;
    }
}
