// Countries -> names and lengths of their bars. Pure.

import { country as nameOf } from "./format.js";

/**
 * @param {Array<{country: ?string, visitors: number}>} countries most visitors first
 * @returns {Array<{name: string, visitors: number, share: number}>} share of the longest bar, 0..1
 */
export function bars(countries) {
  const most = Math.max(1, ...countries.map(({ visitors }) => visitors));
  return countries.map(({ country, visitors }) => ({
    name: country ? nameOf(country) : "Unknown", visitors, share: visitors / most,
  }));
}
