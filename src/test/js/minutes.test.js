import assert from "node:assert/strict";
import test from "node:test";
import "./english.js";
import { columns, labelled, sentence, summary, zeroBased } from "../../main/resources/dashboard/minutes.js";

const BERLIN = { timeZone: "Europe/Berlin", currency: "EUR" };
const row = (minute, events, grossRevenue = "0.00", provisional = false) =>
  ({ minute, events, sessions: 5, orders: 1, grossRevenue, provisional });
const HOUR = [row("2026-11-22T19:59:00Z", 7), row("2026-11-22T20:00:00Z", 1200, "181.20"),
  row("2026-11-22T20:01:00Z", 0, null, true)];

test("minutes without a measured revenue leave a hole in the chart", () => {
  assert.deepEqual(columns(HOUR).revenue, [0, 181.2, null]);
  assert.deepEqual(columns(HOUR).provisional, [false, false, true]);
  assert.equal(columns(HOUR).seconds[0], Date.parse("2026-11-22T19:59:00Z") / 1000);
});

test("axes start at zero and an hour without events still has one", () => {
  assert.deepEqual(zeroBased(100, 10), [0, 108]);
  assert.deepEqual(zeroBased(0, 10), [0, 10.8]);
  assert.deepEqual(zeroBased(null, 10), [0, 10.8]);
});

test("labels stand at round minutes of the shop's clock", () => {
  assert.deepEqual(labelled(HOUR, "Europe/Berlin", 10), [Date.parse("2026-11-22T20:00:00Z") / 1000]);
  assert.deepEqual(labelled(HOUR, "Asia/Kathmandu", 15), [Date.parse("2026-11-22T20:00:00Z") / 1000]);
});

test("a minute in words names all its numbers", () => {
  assert.equal(sentence(HOUR[1], BERLIN), "21:00: events 1,200, sessions 5, orders 1, revenue €181.20");
  assert.equal(sentence(HOUR[2], BERLIN), "21:01: events 0, sessions 5, orders 1, revenue –, provisional");
});

test("the summary tells span, time zone and peak", () => {
  assert.equal(summary(HOUR, BERLIN), "20:59 to 21:01, Europe/Berlin: at most 1,200 events a minute, at 21:00.");
  assert.equal(summary([HOUR[2]], BERLIN), "21:01 to 21:01, Europe/Berlin: no events.");
  assert.equal(summary([], BERLIN), "No minutes to show yet.");
});
