import assert from "node:assert/strict";
import test from "node:test";
import "./english.js";
import { change, changeInPoints } from "../../main/resources/dashboard/change.js";

test("more and less carry their sign", () => {
  assert.deepEqual(change(112, 100), { way: "up", text: "+12.0%" });
  assert.deepEqual(change(88, 100), { way: "down", text: "−12.0%" });
  assert.deepEqual(change("1800000.50", "900000.25"), { way: "up", text: "+100%" });
});

test("what is not measured is not compared", () => {
  const none = { way: "none", text: "–" };
  assert.deepEqual([change(null, 5), change(5, null), change(5, undefined), changeInPoints(null, 0.1)], [none, none, none, none]);
});

test("against nothing there is no percentage", () => {
  assert.deepEqual(change(7, 0), { way: "up", text: "from 0" });
  assert.deepEqual(change(0, 0), { way: "same", text: "±0" });
  assert.deepEqual(change(0, 7), { way: "down", text: "−100%" });
});

test("a difference too small to show is none", () => {
  assert.equal(change(10_001, 10_000).way, "same");
  assert.equal(change(10_010, 10_000).text, "+0.1%");
});

test("a multiple is said as one", () => {
  assert.deepEqual(change(11_000, 1_000), { way: "up", text: "×11" });
});

test("a ratio changes by percentage points", () => {
  assert.deepEqual(changeInPoints(0.0321, 0.03), { way: "up", text: "+0.21 pp" });
  assert.deepEqual(changeInPoints(0.03, 0.0321), { way: "down", text: "−0.21 pp" });
  assert.equal(changeInPoints(0.03, 0.03).way, "same");
});
