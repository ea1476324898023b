import assert from "node:assert/strict";
import test from "node:test";
import { ratio, steps } from "../../main/resources/dashboard/funnel-steps.js";

test("each step is set against all sessions and against the step before", () => {
  const [all, product, cart, checkout, order] = steps({ sessions: 200, productView: 100, cart: 50, checkout: 20, order: 5 });
  assert.deepEqual([all.ofAll, all.ofPrevious], [1, null]);
  assert.deepEqual([product.ofAll, product.ofPrevious], [0.5, 0.5]);
  assert.deepEqual([cart.ofAll, cart.ofPrevious], [0.25, 0.5]);
  assert.deepEqual([checkout.ofAll, checkout.ofPrevious], [0.1, 0.4]);
  assert.deepEqual([order.ofAll, order.ofPrevious], [0.025, 0.25]);
});

test("a day without sessions has no rates", () => {
  const empty = steps({ sessions: 0, productView: 0, cart: 0, checkout: 0, order: 0 });
  assert.ok(empty.every((step) => step.ofAll === null && step.ofPrevious === null));
});

test("nothing of something is zero, something of nothing is not measured", () => {
  assert.equal(ratio(0, 10), 0);
  assert.equal(ratio(10, 0), null);
  assert.equal(ratio(null, 10), null);
});
