package dev.caravan.event;

/**
 * The order of texts by their code points, which is that of their UTF-8 bytes and of PostgreSQL's {@code collate "C"}. Where Java and SQL
 * have to choose the same text {@link String#compareTo} is wrong: it puts an emoji before a full-width letter.
 */
public final class ByteOrder {
    private ByteOrder() {}

    /** As a comparator's. */
    public static int compare(String one, String other) {
        int common = Math.min(one.length(), other.length());
        for (int i = 0; i < common; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                int bySurrogate = Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b));
                return bySurrogate != 0 ? bySurrogate : Character.compare(a, b);
            }
        }
        return Integer.compare(one.length(), other.length());
    }
}
