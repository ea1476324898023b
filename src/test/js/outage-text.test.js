import assert from "node:assert/strict";
import test from "node:test";
import "./english.js";
import { outageText } from "../../main/resources/dashboard/outage-text.js";

test("an outage says what is away, and since when in the shop's time", () => {
  const text = outageText({ since: "2026-11-22T20:51:02.123Z", code: "database_unavailable" }, "Asia/Kolkata");
  assert.match(text, /^Database unreachable since 0?2:21:02/);
});

test("what is no outage of the database does not blame it", () => {
  assert.match(outageText({ since: "2026-11-22T20:51:02Z", code: "internal_error" }, "UTC"), /^No numbers can be made since /);
});
