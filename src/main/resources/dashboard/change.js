// How a figure stands against an earlier day up to the same time of day. Pure. The sign is written, so no colour has to say it.

import { change as inPercent, changeRatio, count, percent } from "./format.js";

const SAME_BELOW = 0.0005;
const FACTOR_FROM = 10;

/**
 * The change of a quantity: more, less or the same.
 *
 * @param {?number|string} now @param {?number|string} then null: not measured
 * @returns {{way: "up"|"down"|"same"|"none", text: string}}
 */
export function change(now, then) {
  if (missing(now) || missing(then)) return NONE;
  if (Number(then) === 0) return Number(now) === 0 ? SAME : { way: wayOf(Number(now)), text: "from 0" };
  const ratio = changeRatio(now, then);
  if (ratio === null) return NONE;
  if (Math.abs(ratio) < SAME_BELOW) return SAME;
  if (ratio >= FACTOR_FROM) return { way: "up", text: `×${count(ratio + 1)}` };
  return { way: wayOf(ratio), text: inPercent(now, then, Math.abs(ratio) < 1 ? 1 : 0).replace("-", "−") };
}

/** The change of a ratio, in percentage points: the change of a percentage in percent would be misread. */
export function changeInPoints(now, then) {
  if (missing(now) || missing(then)) return NONE;
  const points = now - then;
  if (Math.abs(points) < SAME_BELOW / 10) return SAME;
  const text = percent(Math.abs(points), 2).replace("%", "").trim();
  return { way: wayOf(points), text: `${points > 0 ? "+" : "−"}${text} pp` };
}

/** A change in words, for who does not see the arrow. */
export const WORDS = { up: "more than", down: "less than", same: "as much as", none: "no comparison with" };

const NONE = { way: "none", text: "–" };
const SAME = { way: "same", text: "±0" };

const missing = (value) => value === null || value === undefined;
const wayOf = (difference) => (difference > 0 ? "up" : "down");
