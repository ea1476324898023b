import assert from "node:assert/strict";
import test from "node:test";
import "./english.js";
import { apiAddress, pageAddress, read, withFilter, withOwn } from "../../main/resources/dashboard/reports/address.js";
import { cohorts, heat } from "../../main/resources/dashboard/reports/cohorts.js";
import { contents, pagePath, valueName } from "../../main/resources/dashboard/reports/names.js";
import { labelled, rowsOf, sentence, summary } from "../../main/resources/dashboard/reports/time-series.js";

const REPORTS = { overview: { own: ["metric"] }, products: { own: ["sort", "search", "after"] } };

test("an address without anything is the overview of seven days", () => {
  assert.deepEqual(read("", REPORTS), { report: "overview", days: { range: "7d" }, filters: {}, own: {} });
});

test("an address that was made is read back the same", () => {
  const view = {
    report: "products", days: { from: "2026-11-01", to: "2026-11-05" }, filters: { source: "", device: "mobile" },
    own: { sort: "units", search: "a & b" },
  };
  assert.deepEqual(read(new URL(pageAddress(view), "http://shop/").search, REPORTS), view);
});

test("what an address names wrongly is left out", () => {
  const view = read("?report=nonsense&range=3y&colour=red&sort=units", REPORTS);
  assert.deepEqual(view, { report: "overview", days: { range: "7d" }, filters: {}, own: {} });
});

test("the API is sent only what the report takes", () => {
  const view = { report: "overview", days: { range: "28d" }, filters: { device: "" }, own: { metric: "orders" } };
  assert.equal(apiAddress(view, { path: "overview", notSent: ["metric"] }), "api/reports/overview?range=28d&device=");
  assert.equal(apiAddress(view, { path: "breakdown", fixed: { by: "source" }, filters: false, notSent: ["metric"] }),
    "api/reports/breakdown?range=28d&by=source");
});

test("another filter or another order begins at the first page", () => {
  const view = read("?report=products&after=50&sort=units&device=mobile", REPORTS);
  assert.deepEqual(withFilter(view, "device", null), { ...view, filters: {}, own: { sort: "units" } });
  assert.deepEqual(withFilter(view, "device", "").filters, { device: "" });
  assert.deepEqual(withOwn(view, { sort: "views" }).own, { sort: "views" });
  assert.deepEqual(withOwn(view, { after: "100" }).own, { sort: "units", after: "100" });
});

test("the share of a week that has not begun is not a zero", () => {
  const [first, second] = cohorts([
    { cohort: "2026-11-09", visitors: 200, returned: [200, 50] },
    { cohort: "2026-11-16", visitors: 100, returned: [100] },
  ]);
  assert.deepEqual(first.shares, [1, 0.25]);
  assert.deepEqual(second.shares, [1, null]);
});

test("the first week, always everybody, does not pale the others", () => {
  const heatOf = heat([{ shares: [1, 0.2, 0.1] }]);
  assert.deepEqual([heatOf(1, 0), heatOf(0.2, 1), heatOf(0.1, 2), heatOf(null, 2)], [0, 1, 0.5, 0]);
});

test("what is unknown is said, and a country has its name", () => {
  assert.equal(valueName("device", ""), "(unknown)");
  assert.equal(valueName("campaign", ""), "(none)");
  assert.equal(valueName("country", "DE"), "Germany");
  assert.equal(valueName("country", "Narnia"), "Narnia");
});

test("a cart reads as one line and a page without its host", () => {
  assert.equal(contents([{ quantity: 2, productName: "Mug" }, { quantity: 1, productName: null, productId: "P-1" }], String), "2 × Mug, 1 × P-1");
  assert.equal(pagePath("https://shop.example/a?b=c"), "/a?b=c");
  assert.equal(pagePath(null), "–");
});

const ANSWER = {
  shop: { timeZone: "UTC", currency: "EUR" },
  data: {
    interval: "day",
    series: [
      { at: "2026-11-22T00:00:00Z", day: "2026-11-22", grossRevenue: "120.00", visitors: null, provisional: false },
      { at: "2026-11-23T00:00:00Z", day: "2026-11-23", grossRevenue: "90.00", visitors: null, provisional: true },
    ],
    previousSeries: [{ grossRevenue: "100.00" }],
  },
};

test("each bucket is told beside the one before it, where there is one", () => {
  const [first, second] = rowsOf(ANSWER, "grossRevenue");
  assert.equal(sentence(first), "Nov 22: €120.00, before €100.00, change +20.0%");
  assert.equal(sentence(second), "Nov 23: €90.00, before –, change –, provisional");
});

test("the summary names the highest bucket, and says when nothing was measured", () => {
  assert.equal(summary(ANSWER, "grossRevenue"), "Gross revenue from Nov 22 to Nov 23, the highest €120.00 at Nov 22.");
  assert.equal(summary(ANSWER, "visitors"), "Not measured in these days.");
});

test("no more buckets are labelled than there is room for", () => {
  assert.deepEqual(labelled(7, 10), [0, 1, 2, 3, 4, 5, 6]);
  assert.deepEqual(labelled(24, 6), [0, 4, 8, 12, 16, 20]);
});
