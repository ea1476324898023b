import assert from "node:assert/strict";
import test from "node:test";
import { backOffMs, freshMsOf, freshness, redrawDelayMs } from "../../main/resources/dashboard/freshness.js";

const AT = "2026-11-22T20:51:02Z";

test("before the first frame the page is connecting", () => {
  assert.deepEqual(freshness({ frameAt: null, freshMs: null, paused: false }, 99), { state: "connecting", since: null });
});

test("a page is live up to five seconds after its last frame, and stale since that frame's time afterwards", () => {
  const seen = { frameAt: AT, freshMs: 1000, paused: false };
  assert.deepEqual(freshness(seen, 6000), { state: "live", since: null });
  assert.deepEqual(freshness(seen, 6001), { state: "stale", since: AT });
});

test("a held page never claims to be live", () => {
  assert.deepEqual(freshness({ frameAt: AT, freshMs: 1000, paused: true }, 1000), { state: "paused", since: AT });
});

test("a repeated frame is not news", () => {
  const previous = { frameAt: AT, freshMs: 1000 };
  assert.equal(freshMsOf(previous, AT, 9000), 1000);
  assert.equal(freshMsOf(previous, "2026-11-22T20:51:03Z", 9000), 9000);
});

test("the first frame is drawn at once and later ones half a second apart", () => {
  assert.equal(redrawDelayMs(null, 5000), 0);
  assert.equal(redrawDelayMs(5000, 5200), 300);
  assert.equal(redrawDelayMs(5000, 7000), 0);
});

test("a clock that was set back does not hold the page for long", () => {
  assert.equal(redrawDelayMs(9_000_000, 5000), 500);
});

test("the wait for a refusing server doubles up to a limit", () => {
  assert.deepEqual([0, 1, 2, 3, 4, 60].map(backOffMs), [1000, 2000, 4000, 8000, 15000, 15000]);
});
