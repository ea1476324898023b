// An expectation as a sentence. Pure. A sentence is a list of parts: texts, and {code} for names and values as the shop writes them.

import { exact, percentOf } from "../format.js";

const MOST_VALUES = 8;
const SHORTEST_LIST_OF_MANY = MOST_VALUES + 2;
const code = (text) => ({ code: String(text) });

/** One list of parts out of texts, parts and lists of these. */
function say(strings, ...values) {
  return merged(strings.flatMap((text, index) => [text, values[index] ?? []]).flat(Infinity));
}

function merged(parts) {
  const result = [];
  for (const part of parts) {
    if (typeof part === "string" && typeof result.at(-1) === "string") result.push(result.pop() + part);
    else if (part !== "") result.push(part);
  }
  return result;
}

/** A value of a rule: numbers as the reader writes them, everything else as it stands in the suite. */
function value(one) {
  if (typeof one === "number") return exact(one);
  if (one === null) return "nothing";
  return code(typeof one === "object" ? JSON.stringify(one) : one);
}

/** A bound is a number, or a date or time, which needs no quotes. */
const bound = (one) => (typeof one === "number" ? exact(one) : String(one));

function listed(values, word = "and", each = value) {
  const shown = values.length < SHORTEST_LIST_OF_MANY ? values : values.slice(0, MOST_VALUES);
  const more = values.length - shown.length;
  if (values.length === 0) return "nothing";
  const parts = shown.map(each);
  if (more > 0) return [...parts.flatMap((part) => [part, ", "]), `${more} more`];
  return parts.flatMap((part, index) => [index === 0 ? "" : index === parts.length - 1 ? ` ${word} ` : ", ", part]);
}

const oneOf = (values) => (values.length === 1 ? value(values[0]) : ["one of ", listed(values, "or")]);

/** The bounds in words; where a baseline gives them, they are not in the suite. */
function within(kwargs, write = bound) {
  const { min_value: min = null, max_value: max = null, strict_min: above, strict_max: below } = kwargs;
  if (min === null && max === null) return kwargs.baseline ? "as in earlier runs" : "anything";
  if (min === max && !above && !below) return write(min);
  if (min !== null && max !== null && !above && !below) return `between ${write(min)} and ${write(max)}`;
  const sides = [];
  if (min !== null) sides.push(`${above ? "greater than" : "at least"} ${write(min)}`);
  if (max !== null) sides.push(`${below ? "less than" : "at most"} ${write(max)}`);
  return sides.join(" and ");
}

const share = (ratio) => (typeof ratio === "number" ? percentOf(ratio) : String(ratio));

const columns = (names) => listed(names, "and", code);

const counted = (number, word) => `${exact(number)} ${word}${number === 1 ? "" : "s"}`;

const values = (rule) => (kwargs) => say`values of ${code(kwargs.column)} must ${rule(kwargs)}`;

const aggregate = (name, write) => (kwargs) => say`the ${name} of ${code(kwargs.column)} must be ${within(kwargs, write)}`;

const matchAll = ({ match_on: on }) => (on === "all" ? "all of" : "one of");

const ordered = (word) => ({ strictly, order_by: by = [] }) =>
  say`${strictly ? "strictly " : ""}${word}${by?.length ? say` in the order of ${columns(by)}` : ""}`;

const UNITS = [["day", /(\d+)D/], ["hour", /(\d+)H/], ["minute", /T(?:\d+H)?(\d+)M/], ["second", /(\d+(?:\.\d+)?)S/]];

/** PT1H30M -> "1 hour 30 minutes"; what is no such duration stays as it is. */
export function durationWords(iso) {
  const parts = UNITS.map(([unit, pattern]) => [unit, pattern.exec(iso)?.[1]]).filter(([, amount]) => amount !== undefined);
  return parts.length === 0 ? String(iso) : parts.map(([unit, amount]) => counted(Number(amount), unit)).join(" ");
}

function quantiles({ column, quantile_ranges: { quantiles: at = [], value_ranges: ranges = [] } = {} }) {
  const rules = at.map((quantile, index) =>
    `${share(quantile)} ${within({ min_value: ranges[index]?.[0], max_value: ranges[index]?.[1] })}`);
  return say`quantiles of ${code(column)} must be: ${rules.join("; ")}`;
}

function sumsAgree(kwargs) {
  const { column, other_table_name: table, other_column: other, group_by: by, tolerance } = kwargs;
  const groups = by ? say` for each ${code(by)}` : "";
  const about = tolerance ? `, within ${exact(tolerance)}` : "";
  return say`the sum of ${code(column)} must equal the sum of ${code(`${table}.${other}`)}${groups}${about}`;
}

function pastWeeks({ weeks = 4, max_deviation_ratio: deviation = 0.5 }) {
  return [`the rows of the last full hour must be within ${share(deviation)} of the same hour in the past ${counted(weeks, "week")}`];
}

function psi({ column, threshold, baseline_days: days }) {
  const against = days ? ` from the past ${counted(days, "day")}` : " from the expected shares";
  return say`the values of ${code(column)} must not drift${against}: PSI less than ${bound(threshold)}`;
}

function exists({ column, column_index: index }) {
  return say`there must be a column ${code(column)}${typeof index === "number" ? ` at position ${exact(index + 1)}` : ""}`;
}

const SENTENCES = {
  expect_column_values_to_not_be_null: values(() => "not be null"),
  expect_column_values_to_be_null: values(() => "be null"),
  expect_column_values_to_be_unique: values(() => "be unique"),
  expect_column_values_to_be_of_type: values(({ type_: type }) => say`be of type ${code(type)}`),
  expect_column_values_to_be_in_type_list: values(({ type_list: types }) => say`be of type ${listed(types, "or", code)}`),
  expect_column_values_to_be_in_set: values(({ value_set: set }) => say`be ${oneOf(set)}`),
  expect_column_values_to_not_be_in_set: values(({ value_set: set }) => say`not be ${oneOf(set)}`),
  expect_column_values_to_be_between: values((kwargs) => `be ${within(kwargs)}`),
  expect_column_values_to_be_increasing: values((kwargs) => say`be ${ordered("increasing")(kwargs)}`),
  expect_column_values_to_be_decreasing: values((kwargs) => say`be ${ordered("decreasing")(kwargs)}`),
  expect_column_values_to_match_regex: values(({ regex }) => say`match ${code(regex)}`),
  expect_column_values_to_not_match_regex: values(({ regex }) => say`not match ${code(regex)}`),
  expect_column_values_to_match_regex_list: values((kwargs) => say`match ${matchAll(kwargs)} ${listed(kwargs.regex_list, "or", code)}`),
  expect_column_values_to_not_match_regex_list: values(({ regex_list: list }) => say`match none of ${listed(list, "or", code)}`),
  expect_column_values_to_match_like_pattern: values(({ like_pattern: like }) => say`be like ${code(like)}`),
  expect_column_values_to_not_match_like_pattern: values(({ like_pattern: like }) => say`not be like ${code(like)}`),
  expect_column_values_to_match_like_pattern_list: values((kwargs) =>
    say`be like ${matchAll(kwargs)} ${listed(kwargs.like_pattern_list, "or", code)}`),
  expect_column_values_to_not_match_like_pattern_list: values(({ like_pattern_list: list }) => say`be like none of ${listed(list, "or", code)}`),
  expect_column_values_to_match_strftime_format: values(({ strftime_format: format }) => say`be a date written as ${code(format)}`),
  expect_column_values_to_be_dateutil_parseable: values(() => "be readable as a date"),
  expect_column_values_to_be_json_parseable: values(() => "be JSON"),
  expect_column_values_to_match_json_schema: values(() => "be JSON that fits the schema"),
  expect_column_value_lengths_to_be_between: ({ column, ...bounds }) =>
    say`values of ${code(column)} must be ${within(bounds)} characters long`,
  expect_column_value_lengths_to_equal: ({ column, value: length }) =>
    say`values of ${code(column)} must be ${counted(length, "character")} long`,
  expect_column_value_z_scores_to_be_less_than: ({ column, threshold, double_sided: both }) =>
    say`values of ${code(column)} must be less than ${bound(threshold)} standard deviations ${both ? "away from" : "above"} the mean`,
  expect_column_min_to_be_between: aggregate("smallest value"),
  expect_column_max_to_be_between: aggregate("largest value"),
  expect_column_mean_to_be_between: aggregate("mean"),
  expect_column_median_to_be_between: aggregate("median"),
  expect_column_stdev_to_be_between: aggregate("standard deviation"),
  expect_column_sum_to_be_between: aggregate("sum"),
  expect_column_unique_value_count_to_be_between: aggregate("number of distinct values"),
  expect_column_proportion_of_unique_values_to_be_between: aggregate("share of distinct values", share),
  expect_column_proportion_of_non_null_values_to_be_between: aggregate("share of values that are not null", share),
  expect_column_quantile_values_to_be_between: quantiles,
  expect_column_distinct_values_to_be_in_set: ({ column, value_set: set }) => say`each distinct value of ${code(column)} must be ${oneOf(set)}`,
  expect_column_distinct_values_to_contain_set: ({ column, value_set: set }) => say`${code(column)} must contain ${listed(set)}`,
  expect_column_distinct_values_to_equal_set: ({ column, value_set: set }) =>
    say`the distinct values of ${code(column)} must be exactly ${listed(set)}`,
  expect_column_most_common_value_to_be_in_set: ({ column, value_set: set, ties_okay: ties }) =>
    say`the most common value of ${code(column)} must be ${oneOf(set)}${ties ? ", ties are fine" : ""}`,
  expect_column_kl_divergence_to_be_less_than: ({ column, threshold }) =>
    say`the values of ${code(column)} must be spread as expected: KL divergence less than ${bound(threshold)}`,
  expect_column_pair_values_to_be_equal: ({ column_A: a, column_B: b }) => say`${code(a)} must equal ${code(b)}`,
  expect_column_pair_values_a_to_be_greater_than_b: ({ column_A: a, column_B: b, or_equal: equal }) =>
    say`${code(a)} must be ${equal ? "at least" : "greater than"} ${code(b)}`,
  expect_column_pair_values_to_be_in_set: ({ column_A: a, column_B: b, value_pairs_set: pairs }) =>
    say`the pair ${code(a)}, ${code(b)} must be one of ${listed(pairs, "or", (pair) => code(`(${pair.join(", ")})`))}`,
  expect_compound_columns_to_be_unique: ({ column_list: list }) => say`${columns(list)} together must be unique`,
  expect_select_column_values_to_be_unique_within_record: ({ column_list: list }) => say`${columns(list)} must differ from each other in each row`,
  expect_multicolumn_sum_to_equal: ({ column_list: list, sum_total: sum }) => say`${columns(list)} must add up to ${bound(sum)} in each row`,
  expect_table_row_count_to_be_between: (kwargs) => say`the number of rows must be ${within(kwargs)}`,
  expect_table_row_count_to_equal: ({ value: rows }) => say`there must be ${counted(rows, "row")}`,
  expect_table_row_count_to_equal_other_table: ({ other_table_name: other }) => say`there must be as many rows as in ${code(other)}`,
  expect_table_column_count_to_be_between: (kwargs) => say`the number of columns must be ${within(kwargs)}`,
  expect_table_column_count_to_equal: ({ value: number }) => say`there must be ${counted(number, "column")}`,
  expect_table_columns_to_match_set: ({ column_set: set, exact_match: only }) =>
    say`the columns must ${only === false ? "contain" : "be"} ${columns(set)}${only === false ? "" : ", in any order"}`,
  expect_table_columns_to_match_ordered_list: ({ column_list: list }) => say`the columns must be ${columns(list)}, in this order`,
  expect_column_to_exist: exists,
  unexpected_rows_expectation: (_, meta) => [`the query for unexpected rows must find none${typeof meta?.notes === "string" ? `: ${meta.notes.replace(/\.$/, "")}` : ""}`],
  expect_column_max_age_to_be_less_than: ({ column, max_age: age }) =>
    say`the newest ${code(column)} must be less than ${durationWords(age)} old`,
  expect_table_row_count_to_match_past_weeks: pastWeeks,
  expect_column_sum_to_equal_other_table_sum: sumsAgree,
  expect_column_psi_to_be_less_than: psi,
};

/** The types that have a sentence. */
export const TYPES = Object.keys(SENTENCES);

/**
 * @param {{type: string, kwargs: object, meta?: object, row_condition?: unknown}} expectation
 * @returns {Array<string | {code: string}>}
 */
export function sentence({ type, kwargs, meta, row_condition: condition = kwargs.row_condition }) {
  const main = SENTENCES[type]?.(kwargs, meta) ?? say`${type.replaceAll("_", " ")}`;
  const { mostly, baseline } = kwargs;
  const most = typeof mostly === "number" && mostly < 1 ? `, at least ${share(mostly)}` : "";
  const learned = baseline ? `, by the last ${counted(baseline.runs ?? 30, "run")}` : "";
  const where = condition ? say`, where ${code(typeof condition === "string" ? condition : JSON.stringify(condition))}` : "";
  return say`${main}${most}${learned}${where}`;
}

/** The sentence as one text, names and values in backticks. */
export const plain = (parts) => parts.map((part) => (typeof part === "string" ? part : `\`${part.code}\``)).join("");

/** As a sentence begins; a name in front stays as the shop writes it. */
export const capitalised = ([first, ...others]) => [typeof first === "string" ? first.charAt(0).toUpperCase() + first.slice(1) : first, ...others];
