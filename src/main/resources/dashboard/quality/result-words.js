// What came of an expectation, in words. Pure.

import { count, decimal, duration, percent, words } from "../format.js";

const MOST_VALUES = 8;
const SEVERITIES = ["critical", "warning", "info"];
const SHARES = /_proportion_of_/;

export const severityOf = (result) => (exceptionOf(result) === null ? result.expectation_config.severity ?? "critical" : "critical");

/** The text of what went wrong while it was judged; null: it was judged. */
export function exceptionOf({ exception_info: info }) {
  if (!info) return null;
  if ("raised_exception" in info) return info.raised_exception ? info.exception_message ?? "It could not be judged." : null;
  const raised = Object.values(info).find((one) => one?.raised_exception);
  return raised ? raised.exception_message ?? "It could not be judged." : null;
}

/** @returns {{sign: string, text: string, tone: "good" | "bad" | "warn"}} */
export function verdictOf(result) {
  if (result.success) return { sign: "✓", text: "met", tone: "good" };
  if (exceptionOf(result) !== null) return { sign: "!", text: "not judged", tone: "bad" };
  return { sign: "✗", text: "not met", tone: severityOf(result) === "critical" ? "bad" : "warn" };
}

/** @returns {{sign: string, text: string, tone: "good" | "bad" | "warn" | "quiet"}} of a whole run; null: it never ran */
export function runVerdict(run) {
  if (run === null) return { sign: "–", text: "not run yet", tone: "quiet" };
  if (run.success) return { sign: "✓", text: "all met", tone: "good" };
  if (run.critical_failed > 0) return { sign: "✗", text: `${count(run.critical_failed)} critical`, tone: "bad" };
  return { sign: "▲", text: "warnings", tone: "warn" };
}

/** "1 warning", "2 warnings". */
export const counted = (number, word) => `${count(number)} ${word}${number === 1 ? "" : "s"}`;

/** Those not met that don't count as critical. */
export const warningsOf = (run) => run.evaluated - run.successful - run.critical_failed;

export const scoreText = (score) => percent(score, score === 1 || score === null ? 0 : 1);

/** What was seen: "12 of 3,456 unexpected (0.35%)", or the observed value. */
export function observedText(result) {
  if (exceptionOf(result) !== null) return "–";
  const found = result.result ?? {};
  const about = result.meta?.caravan?.approximate ? "≈ " : "";
  if (typeof found.element_count === "number") return about + rowsText(found);
  if (found.observed_value === null || found.observed_value === undefined) return "nothing to look at";
  return about + observed(found.observed_value, result.expectation_config.type);
}

function rowsText({ element_count: elements, missing_count: missing = 0, unexpected_count: unexpected = 0 }) {
  const judged = elements - missing;
  if (judged === 0) return "no rows";
  if (unexpected === 0) return `none of ${count(judged)} unexpected`;
  return `${count(unexpected)} of ${count(judged)} unexpected (${shareText(unexpected / judged)})`;
}

/** Enough digits that a few among many are not nothing. */
const shareText = (ratio) => percent(ratio, ratio >= 0.1 ? 1 : ratio >= 0.001 ? 2 : 4);

function observed(value, type) {
  if (Array.isArray(value)) return listText(value);
  if (typeof value === "object") return value.quantiles ? quantilesText(value) : JSON.stringify(value);
  if (typeof value !== "number") return String(value);
  if (type === "expect_column_max_age_to_be_less_than") return duration(value * 1000);
  return SHARES.test(type) ? shareText(value) : decimal(value);
}

const listText = (values) => values.slice(0, MOST_VALUES).map(valueText).join(", ")
  + (values.length > MOST_VALUES ? ` and ${count(values.length - MOST_VALUES)} more` : "");

const quantilesText = ({ quantiles, values }) =>
  quantiles.map((quantile, index) => `${percent(quantile, 0)}: ${valueText(values[index])}`).join(", ");

/** A value of the shop's data: nothing is said, numbers are figures. */
export function valueText(value) {
  if (value === null || value === undefined) return "null";
  if (typeof value === "number") return decimal(value);
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** The first among the failed ones are the worst; the met ones follow in the suite's order. */
export function worstFirst(results) {
  const rank = (result) => (result.success ? SEVERITIES.length : SEVERITIES.indexOf(severityOf(result)));
  return [...results].sort((a, b) => rank(a) - rank(b) || positionOf(a) - positionOf(b));
}

export const positionOf = (result) => result.meta.caravan.position;

/** expect_column_values_to_not_be_null -> "column values to not be null". */
export const typeWords = (type) => words(type).replace(/^expect /, "");

const TRIGGERS = { schedule: "by schedule", request: "asked for", import: "after an import", window: "at the end of the window", command: "command line" };

export const triggerText = (trigger) => TRIGGERS[trigger] ?? trigger;
