import assert from "node:assert/strict";
import test from "node:test";
import "./english.js";
import { bars } from "../../main/resources/dashboard/country-bars.js";

test("the first bar is the longest and the others are measured against it", () => {
  const drawn = bars([{ country: "DE", visitors: 40 }, { country: "FR", visitors: 10 }]);
  assert.deepEqual(drawn.map(({ share }) => share), [1, 0.25]);
  assert.deepEqual(bars([]), []);
});

test("a country is named, and one that nobody told is unknown", () => {
  const drawn = bars([{ country: "DE", visitors: 4 }, { country: null, visitors: 1 }]);
  assert.deepEqual(drawn.map(({ name }) => name), ["Germany", "Unknown"]);
});
