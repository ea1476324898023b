// The funnel's counts -> its steps with their rates. Pure.

const STEPS = [
  ["sessions", "Sessions"],
  ["productView", "Saw a product"],
  ["cart", "Added to cart"],
  ["checkout", "Reached checkout"],
  ["order", "Ordered"],
];

/** Each step with its share of all sessions and of the step before; null where there is nothing to divide by. */
export function steps(funnel) {
  return STEPS.map(([key, label], index) => ({
    label,
    sessions: funnel[key],
    ofAll: ratio(funnel[key], funnel.sessions),
    ofPrevious: index === 0 ? null : ratio(funnel[key], funnel[STEPS[index - 1][0]]),
  }));
}

export function ratio(part, whole) {
  return part === null || !whole ? null : part / whole;
}
