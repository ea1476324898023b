package dev.caravan.warehouse;

import dev.caravan.event.ByteOrder;
import dev.caravan.event.Event;
import dev.caravan.event.Item;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The categories that a session has touched, each once, in the order of their bytes. An empty text is none. Merging is commutative and
 * associative, and costs nothing where one side says nothing new.
 */
final class Categories {
    static final Categories NONE = new Categories(List.of());

    private final List<String> names;

    private Categories(List<String> names) {
        this.names = names;
    }

    /** Of the event's product and of its items. */
    static Categories of(Event event) {
        Categories found = of(event.product());
        for (Item item : event.items()) {
            found = found.merge(of(item));
        }
        return found;
    }

    private static Categories of(@Nullable Item item) {
        String name = item == null ? null : item.category();
        return name == null || name.isEmpty() ? NONE : new Categories(List.of(name));
    }

    static Categories of(Collection<String> names) {
        TreeSet<String> sorted = new TreeSet<>(ByteOrder::compare);
        sorted.addAll(names);
        return sorted.isEmpty() ? NONE : new Categories(List.copyOf(sorted));
    }

    Categories merge(Categories other) {
        if (names.containsAll(other.names)) {
            return this;
        }
        if (other.names.containsAll(names)) {
            return other;
        }
        TreeSet<String> both = new TreeSet<>(ByteOrder::compare);
        both.addAll(names);
        both.addAll(other.names);
        return new Categories(List.copyOf(both));
    }

    List<String> names() {
        return names;
    }

    /** As PostgreSQL reads an array of texts. An array of arrays of different lengths has no other form. */
    String arrayLiteral() {
        if (names.isEmpty()) {
            return "{}";
        }
        StringBuilder literal = new StringBuilder(names.size() * 24).append('{');
        for (String name : names) {
            literal.append(literal.length() > 1 ? ",\"" : "\"");
            for (int i = 0; i < name.length(); i++) {
                char c = name.charAt(i);
                if (c == '"' || c == '\\') {
                    literal.append('\\');
                }
                literal.append(c);
            }
            literal.append('"');
        }
        return literal.append('}').toString();
    }
}
