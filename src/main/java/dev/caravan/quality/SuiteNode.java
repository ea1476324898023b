package dev.caravan.quality;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A value of a suite's file, YAML or JSON, which still knows its line. */
final class SuiteNode {
    private final String file;
    private final Node node;
    private final int line;

    private SuiteNode(String file, Node node) {
        this.file = file;
        this.node = node;
        this.line = node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    /** JSON is YAML, too. */
    static SuiteNode parse(String file, String text) throws SuiteMistakesException {
        try {
            LoadSettings settings = LoadSettings.builder().setUseMarks(true).build();
            Node root = new Compose(settings)
                    .composeString(text)
                    .orElseThrow(() -> alone(file, 1, "the file is empty; a suite has a name and expectations"));
            return new SuiteNode(file, root);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
            throw alone(file, line, "this is no YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw alone(file, 1, "this is no YAML: " + e.getMessage());
        }
    }

    private static SuiteMistakesException alone(String file, int line, String message) {
        return new SuiteMistakesException(List.of(new SuiteMistake(file, line, message)));
    }

    int line() {
        return line;
    }

    SuiteMistake mistake(String message) {
        return new SuiteMistake(file, line, message);
    }

    boolean isObject() {
        return node instanceof MappingNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    boolean isNull() {
        return node instanceof ScalarNode && node.getTag().equals(Tag.NULL);
    }

    /**
     * Its fields, in their order.
     *
     * @param mistakes gets a key that stands twice
     */
    Map<String, SuiteNode> fields(Collection<SuiteMistake> mistakes) {
        Map<String, SuiteNode> fields = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                SuiteNode key = new SuiteNode(file, tuple.getKeyNode());
                String name = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
                if (fields.put(name, new SuiteNode(file, tuple.getValueNode())) != null) {
                    mistakes.add(key.mistake(name + " stands twice; take one away"));
                }
            }
        }
        return fields;
    }

    List<SuiteNode> items() {
        List<SuiteNode> items = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> items.add(new SuiteNode(file, item)));
        }
        return items;
    }

    /** Empty where it is no text. */
    Optional<String> text() {
        return value() instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** Text, {@code BigDecimal}, {@code Boolean}, null, or list or map of these. */
    @Nullable
    Object value() {
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar);
        }
        if (isList()) {
            List<@Nullable Object> values = new ArrayList<>();
            items().forEach(item -> values.add(item.value()));
            return values;
        }
        return object();
    }

    /** Its fields' values, in their order; none where it is no object. */
    Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        fields(new ArrayList<>()).forEach((name, value) -> values.put(name, value.value()));
        return values;
    }

    private static @Nullable Object scalar(ScalarNode scalar) {
        Tag tag = scalar.getTag();
        String text = scalar.getValue();
        if (tag.equals(Tag.NULL)) {
            return null;
        }
        if (tag.equals(Tag.BOOL)) {
            return Boolean.valueOf(text);
        }
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            try {
                return new BigDecimal(text);
            } catch (NumberFormatException notANumber) {
                // .inf and .nan: texts, which no number's place takes
                return text;
            }
        }
        return text;
    }
}
