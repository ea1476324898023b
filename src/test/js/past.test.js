import assert from "node:assert/strict";
import test from "node:test";
import { storedPast } from "../../main/resources/dashboard/past.js";

const AT = "2026-11-22T20:51:02Z";
const QUIET = { at: AT, newestEvents: [], newestOrders: [], live: { eventsPerSecond: 0 } };
const events = (number, eventTime, storedAt = "2026-11-22T20:51:01Z") => Array.from({ length: number }, () => ({ eventTime, storedAt }));

test("a stream of old events is in the past", () => {
  assert.equal(storedPast({ ...QUIET, newestEvents: events(20, "2026-11-16T08:00:00Z") }), "2026-11-16T08:00:00Z");
});

test("a few late events among those of now are not", () => {
  const newestEvents = [...events(3, "2026-11-20T08:00:00Z"), ...events(17, "2026-11-22T20:50:00Z")];
  assert.equal(storedPast({ ...QUIET, newestEvents }), null);
});

test("old events that were stored long ago say nothing of now, and neither do a handful", () => {
  assert.equal(storedPast({ ...QUIET, newestEvents: events(20, "2026-11-16T08:00:00Z", "2026-11-22T20:49:00Z") }), null);
  assert.equal(storedPast({ ...QUIET, newestEvents: events(9, "2026-11-16T08:00:00Z") }), null);
  assert.equal(storedPast({ ...QUIET, newestEvents: [] }), null);
});

test("a past of days ago, of which a frame shows no event, is told by the newest order", () => {
  const past = { ...QUIET, newestOrders: [{ at: "2026-11-16T08:00:00Z" }], live: { eventsPerSecond: 7942 } };
  assert.equal(storedPast(past), "2026-11-16T08:00:00Z");
  assert.equal(storedPast({ ...past, live: { eventsPerSecond: null } }), null);
  assert.equal(storedPast({ ...past, newestOrders: [{ at: AT }] }), null);
});
