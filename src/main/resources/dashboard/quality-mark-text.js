// What a tile says of the tables that its number comes from. Pure.

import { pageAddress } from "./quality/address.js";

/**
 * @param {Array<{suite: string, target: string}>} critical expectations that are not met now, the longest first
 * @param {string[]} tables that a number is read from
 * @returns {?{text: string, title: string, href: string}} null: nothing is known against them
 */
export function markOf(critical, tables) {
  const own = critical.filter(({ target }) => tables.includes(target));
  if (own.length === 0) return null;
  const targets = [...new Set(own.map(({ target }) => target))];
  const what = own.length === 1 ? "A critical expectation" : `${own.length} critical expectations`;
  return {
    text: "✗ Check the data",
    title: `${what} of ${targets.join(", ")} not met`,
    href: pageAddress({ suite: own[0].suite }),
  };
}
