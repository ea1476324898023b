package dev.caravan.event;

/** JSON pointers (RFC 6901). */
final class Pointers {
    private Pointers() {}

    /** The pointer of a field of the object at {@code parent}. */
    static String child(String parent, String name) {
        boolean plain = name.indexOf('~') < 0 && name.indexOf('/') < 0;
        return parent + "/" + (plain ? name : name.replace("~", "~0").replace("/", "~1"));
    }
}
