// What charts over time have in common: axes, colours, steps by keys, and a size that follows the page.

import { labelled } from "./time-series.js";

const FONT = "11px Inter, system-ui, sans-serif";
const WAYS = { ArrowLeft: -1, ArrowRight: 1 };

// Read at each drawing, so that a change between light and dark needs nothing but a redraw.
export const colour = (property) => getComputedStyle(document.documentElement).getPropertyValue(property).trim();

/** @param {string[]} names of the buckets, in their order */
export function bucketAxis(names, room = 78) {
  return {
    font: FONT,
    size: 26,
    stroke: () => colour("--ink-2"),
    grid: { show: false },
    ticks: { size: 4, width: 1, stroke: () => colour("--line-2") },
    splits: (u) => labelled(names.length, Math.max(2, Math.floor(u.width / room))),
    values: (_, splits) => splits.map((index) => names[index] ?? ""),
  };
}

/** @param {(value: number) => string} write */
export function valueAxis(write) {
  return {
    font: FONT,
    size: 66,
    space: 40,
    gap: 8,
    stroke: () => colour("--ink-2"),
    grid: { width: 1, stroke: () => colour("--line") },
    ticks: { show: false },
    values: (_, splits) => splits.map(write),
  };
}

/** The chart is as large as its holder, as long as that is on the page. */
export function fitTo(holder, u) {
  const resize = new ResizeObserver(() => {
    if (!holder.isConnected) return resize.disconnect();
    return u.setSize({ width: Math.max(holder.clientWidth, 120), height: holder.clientHeight });
  });
  resize.observe(holder);
}

/** Arrow keys, Home and End step through the buckets; each step is told. */
export function keySteps(group, u, length, tell) {
  let chosen = null;
  const move = (index) => {
    chosen = index;
    const [left, top] = index === null ? [-10, -10] : [u.valToPos(index, "x"), 1];
    u.setCursor({ left, top });
  };
  group.addEventListener("blur", () => move(null));
  group.addEventListener("keydown", (event) => {
    const last = length - 1;
    if (event.key === "Escape") return move(null);
    if (event.key in WAYS) move(Math.min(last, Math.max(0, (chosen ?? last + 1) + WAYS[event.key])));
    else if (event.key === "Home") move(0);
    else if (event.key === "End") move(last);
    else return undefined;
    event.preventDefault();
    return tell(chosen);
  });
}
