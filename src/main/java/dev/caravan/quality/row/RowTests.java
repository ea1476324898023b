package dev.caravan.quality.row;

import dev.caravan.quality.Bounds;
import dev.caravan.quality.DateForms;
import dev.caravan.quality.Expectation;
import dev.caravan.quality.RegexDialect;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compiles what is expected of a single value. */
final class RowTests {
    private RowTests() {}

    /** Null where the expectation isn't about single values by themselves. */
    static @Nullable RowTest of(Expectation expectation, ZoneId shopTimeZone) {
        return switch (expectation.type()) {
            case EXPECT_COLUMN_VALUES_TO_BE_IN_SET ->
                ValueSet.of(expectation.list("value_set"), shopTimeZone)::contains;
            case EXPECT_COLUMN_VALUES_TO_NOT_BE_IN_SET ->
                not(ValueSet.of(expectation.list("value_set"), shopTimeZone)::contains);
            case EXPECT_COLUMN_VALUES_TO_BE_BETWEEN -> Between.of(expectation, shopTimeZone)::holds;
            case EXPECT_COLUMN_VALUES_TO_MATCH_REGEX -> regex(expectation.requiredText("regex"));
            case EXPECT_COLUMN_VALUES_TO_NOT_MATCH_REGEX -> not(regex(expectation.requiredText("regex")));
            case EXPECT_COLUMN_VALUES_TO_MATCH_REGEX_LIST ->
                matched(
                        expectation,
                        texts(expectation, "regex_list").map(RowTests::regex).toList());
            case EXPECT_COLUMN_VALUES_TO_NOT_MATCH_REGEX_LIST ->
                not(any(texts(expectation, "regex_list").map(RowTests::regex).toList()));
            case EXPECT_COLUMN_VALUES_TO_MATCH_LIKE_PATTERN -> like(expectation.requiredText("like_pattern"));
            case EXPECT_COLUMN_VALUES_TO_NOT_MATCH_LIKE_PATTERN -> not(like(expectation.requiredText("like_pattern")));
            case EXPECT_COLUMN_VALUES_TO_MATCH_LIKE_PATTERN_LIST ->
                matched(
                        expectation,
                        texts(expectation, "like_pattern_list")
                                .map(RowTests::like)
                                .toList());
            case EXPECT_COLUMN_VALUES_TO_NOT_MATCH_LIKE_PATTERN_LIST ->
                not(any(texts(expectation, "like_pattern_list")
                        .map(RowTests::like)
                        .toList()));
            case EXPECT_COLUMN_VALUE_LENGTHS_TO_BE_BETWEEN -> lengths(Bounds.of(expectation));
            case EXPECT_COLUMN_VALUE_LENGTHS_TO_EQUAL -> length(expectation.requiredDecimal("value"));
            case EXPECT_COLUMN_VALUES_TO_MATCH_STRFTIME_FORMAT ->
                regex(DateForms.strftime(expectation.requiredText("strftime_format")));
            case EXPECT_COLUMN_VALUES_TO_BE_DATEUTIL_PARSEABLE -> regex(DateForms.parseable());
            case EXPECT_COLUMN_VALUES_TO_BE_JSON_PARSEABLE -> new JsonText()::isJson;
            case EXPECT_COLUMN_VALUES_TO_MATCH_JSON_SCHEMA -> {
                JsonText json = new JsonText();
                yield json.matching(expectation.value("json_schema"));
            }
            default -> null;
        };
    }

    private static Stream<String> texts(Expectation expectation, String kwarg) {
        return expectation.list(kwarg).stream().filter(Objects::nonNull).map(Object::toString);
    }

    private static RowTest not(RowTest test) {
        return value -> !test.isAsExpected(value);
    }

    private static RowTest matched(Expectation expectation, List<RowTest> tests) {
        return "all".equals(expectation.text("match_on")) ? all(tests) : any(tests);
    }

    private static RowTest any(List<RowTest> tests) {
        return value -> {
            for (RowTest test : tests) {
                if (test.isAsExpected(value)) {
                    return true;
                }
            }
            return false;
        };
    }

    private static RowTest all(List<RowTest> tests) {
        return value -> {
            for (RowTest test : tests) {
                if (!test.isAsExpected(value)) {
                    return false;
                }
            }
            return true;
        };
    }

    private static RowTest regex(String regex) {
        Pattern pattern = RegexDialect.toJava(regex);
        return value -> pattern.matcher(RowValues.text(value)).find();
    }

    /** Percent sign: any text; underscore: any character; behind a backslash each stands for itself. */
    private static RowTest like(String like) {
        StringBuilder regex = new StringBuilder();
        for (int at = 0; at < like.length(); at = like.offsetByCodePoints(at, 1)) {
            int c = like.codePointAt(at);
            if (c == '\\') {
                at++;
                if (at == like.length()) {
                    throw new IllegalArgumentException("a LIKE pattern must not end with a backslash: " + like);
                }
                regex.append(Pattern.quote(Character.toString(like.codePointAt(at))));
            } else if (c == '%') {
                regex.append(".*");
            } else {
                regex.append(c == '_' ? "." : Pattern.quote(Character.toString(c)));
            }
        }
        Pattern pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
        return value -> pattern.matcher(RowValues.text(value)).matches();
    }

    private static RowTest lengths(Bounds bounds) {
        return value -> bounds.hold(lengthOf(value));
    }

    private static RowTest length(BigDecimal wanted) {
        long length = wanted.longValueExact();
        return value -> lengthOf(value) == length;
    }

    private static int lengthOf(Object value) {
        String text = RowValues.text(value);
        return text.codePointCount(0, text.length());
    }
}
