import assert from "node:assert/strict";
import test from "node:test";
import "./english.js";
import { pageAddress, read } from "../../main/resources/dashboard/quality/address.js";
import { escaped, runDocument } from "../../main/resources/dashboard/quality/export.js";
import { observedText, verdictOf, worstFirst } from "../../main/resources/dashboard/quality/result-words.js";
import { hoursOf, strokes } from "../../main/resources/dashboard/quality/trend.js";
import { markOf } from "../../main/resources/dashboard/quality-mark-text.js";

const result = (position, success, severity, more = {}) => ({
  success,
  expectation_config: { type: "expect_column_values_to_be_in_set", kwargs: { column: "country", value_set: ["AT"] }, severity },
  result: { element_count: 1000, unexpected_count: success ? 0 : 3, missing_count: 0, ...more },
  meta: { caravan: { position, sql: "select 1 where 1 < 2" } },
});
const RUN = {
  suite: "countries", target: "orders", trigger: "request", ended_at: "2026-11-24T15:00:00Z", success: false, score: 0.5, evaluated: 2, successful: 1,
  critical_failed: 1,
};

test("an address and what is looked at are two forms of one thing", () => {
  const view = { suite: "my orders", run: "r-1", result: 3, after: "c" };
  assert.deepEqual(read(pageAddress(view).replace("quality.html", "")), view);
  assert.deepEqual(read("?profile=orders"), { profile: "orders" });
  assert.deepEqual(read("?suite=orders&result=x&after=c"), { suite: "orders" });
});

test("what is worst comes first", () => {
  const list = [result(0, true, "critical"), result(1, false, "info"), result(2, false, "critical"), result(3, false, "warning")];
  assert.deepEqual(worstFirst(list).map(({ meta }) => meta.caravan.position), [2, 3, 1, 0]);
});

test("a few among many are not rounded away, and what could not be judged is not called unmet", () => {
  assert.equal(observedText(result(0, false, "critical")), "3 of 1,000 unexpected (0.30%)");
  assert.equal(observedText(result(0, false, "critical", { element_count: 100_000 })), "3 of 100,000 unexpected (0.0030%)");
  const raised = { ...result(0, false, "info"), exception_info: { raised_exception: true, exception_message: "no column country" } };
  assert.equal(verdictOf(raised).text, "not judged");
});

test("a run as a file holds no markup of the data, no script and no address", () => {
  const nasty = result(0, false, "critical", { partial_unexpected_counts: [{ value: "<script src='x'>", count: 3 }] });
  const text = runDocument({ results: [nasty, result(1, true, "info")], meta: { caravan: RUN } }, "UTC");
  assert.ok(text.includes(escaped("<script src='x'>")));
  assert.ok(text.includes("select 1 where 1 &lt; 2"));
  assert.doesNotMatch(text, /<script|src='x'|https?:/);
});

test("an hour without a run is a gap, and a gap of a day breaks the line", () => {
  const point = (hour) => ({ hour, score: 1, runs: 1, failed: 0 });
  const hours = hoursOf([point("2026-11-22T10:00:00Z"), point("2026-11-24T10:00:00Z")], Date.parse("2026-11-24T11:30:00Z"));
  assert.equal(hours.length, 50);
  assert.equal(hours[1].score, null);
  assert.equal(strokes(hours, { width: 100, height: 10 }).length, 2);
});

test("a tile is marked by the tables that its number comes from, and by no other", () => {
  const critical = [{ suite: "money", target: "orders" }, { suite: "visits", target: "sessions" }];
  assert.equal(markOf(critical, ["events"]), null);
  assert.deepEqual(markOf(critical, ["orders", "metrics_minute"]),
    { text: "✗ Check the data", title: "A critical expectation of orders not met", href: "quality.html?suite=money" });
  assert.equal(markOf(critical, ["orders", "sessions"]).title, "2 critical expectations of orders, sessions not met");
});
