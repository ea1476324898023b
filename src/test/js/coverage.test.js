import assert from "node:assert/strict";
import test from "node:test";
import { withoutUncovered } from "../../main/resources/dashboard/reports/coverage.js";

const answer = (dataFrom, data) => ({ dataFrom, previous: { from: "2026-11-11", to: "2026-11-17" }, data });

test("days before that the shop's data cover are compared with", () => {
  const covered = answer("2026-11-11", { previous: { orders: 3 } });
  assert.equal(withoutUncovered(covered), covered);
  assert.equal(withoutUncovered(answer(null, {})).dataFrom, null);
});

test("days before that they cover in part are not", () => {
  const cut = (data) => withoutUncovered(answer("2026-11-17", data)).data;
  assert.deepEqual(cut({ totals: { orders: 9 }, previous: { orders: 3, values: [{ value: "1.00" }] } }),
    { totals: { orders: 9 }, previous: { orders: null, values: [] } });
  assert.deepEqual(cut({ steps: [1], previous: [{ sessions: 3 }] }), { steps: [1], previous: [] });
  assert.deepEqual(cut({ rows: [{ sessions: 9, previousSessions: 3, previousGrossRevenue: "1.00" }] }),
    { rows: [{ sessions: 9, previousSessions: null, previousGrossRevenue: null }] });
  assert.deepEqual(cut({ rows: [{ productId: "p" }], next: null }), { rows: [{ productId: "p" }], next: null });
});
