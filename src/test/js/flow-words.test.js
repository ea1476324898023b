import assert from "node:assert/strict";
import test from "node:test";
import { bytes, duration, flowText, millis, stateText, troubleText, verdictOf } from "../../main/resources/dashboard/flow-words.js";

const WELL = {
  timeZone: "UTC",
  stages: [{ id: "pipeline", title: "Pipeline", state: "moving", since: "2026-11-24T10:00:00Z" },
    { id: "overview", title: "Overview", state: "moving", since: "2026-11-24T10:00:00Z" }],
  database: { state: "up", since: null }, broker: { state: "up", since: null, replicationOk: true },
  partitions: [{ sumsAgree: true, lagSeconds: 0 }],
};
const NOW = Date.parse("2026-11-24T10:02:05Z");
const verdict = (change) => verdictOf({ ...WELL, ...change }, NOW);

test("what moves is said to flow", () => {
  assert.deepEqual(verdict({}), { good: true, text: "✓ Everything flows" });
});

test("the cause is named before what follows from it", () => {
  const failing = [{ ...WELL.stages[0], state: "failing" }];
  assert.match(verdict({ stages: failing, database: { state: "away", since: "2026-11-24T10:01:00Z" } }).text,
    /PostgreSQL is away since 10:01:00/);
  assert.match(verdict({ broker: { state: "away", since: null } }).text, /Kafka is away\./);
  assert.equal(verdict({ stages: failing }).text, "✗ Pipeline: ▲ failing");
});

test("a shop in which nothing happens is not said to be broken", () => {
  const idle = [{ ...WELL.stages[0], state: "idle" }, WELL.stages[1]];
  assert.deepEqual(verdict({ stages: idle }), { good: null, text: "○ Nothing is moving for 2 min 5 s. No stage fails." });
  assert.match(verdict({ stages: [{ ...idle[0], since: null }] }).text, /since the start/);
});

test("an event that waits for a minute is said, and sums that do not agree", () => {
  assert.match(verdict({ partitions: [{ sumsAgree: true, lagSeconds: 75 }] }).text, /waited for 1 min 15 s/);
  assert.match(verdict({ partitions: [{ sumsAgree: false, lagSeconds: 0 }] }).text, /do not agree/);
});

test("every state that is wrong has a mark of its own beside its word", () => {
  assert.equal(stateText("stuck"), "■ stands still");
  assert.equal(stateText("away"), "✕ away");
  assert.equal(stateText("unknown"), "");
});

test("an arrow tells what it bears, what fails on it, and what waits in its topic", () => {
  const arrow = { rates: new Map([["statements", 0.2], ["records", 50]]), failedPerSecond: 0, queue: 3, waits: false };
  assert.deepEqual(flowText(arrow), { figure: "50.0/s", unit: "records" });
  assert.equal(troubleText(arrow), "");
  assert.equal(troubleText({ ...arrow, waits: true, failedPerSecond: 0.5 }), "▲ 0.5/s fail, 3 waiting");
  assert.equal(flowText({ rates: new Map([["records", null]]) }).figure, "–/s");
});

test("times and sizes come in the unit that fits, and a dash where nothing is measured", () => {
  assert.deepEqual([duration(null), duration(59.9), duration(3700)], ["–", "59 s", "1 h 1 min"]);
  assert.deepEqual([millis(undefined), millis(2.34), millis(250), millis(12_000)], ["–", "2.3 ms", "250 ms", "12 s"]);
  assert.deepEqual([bytes(null), bytes(0), bytes(43_000_000), bytes(512_000_000_000)], ["–", "0 bytes", "43.0 MB", "512 GB"]);
});
