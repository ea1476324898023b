// The last hour as two charts over one time axis: events and revenue have no common unit, so they share no axis either.

import uPlot from "./vendor/uplot/uPlot.esm.js";
import { byId, setText } from "./dom.js";
import { minute } from "./format.js";
import { axisLabel, columns, describe, labelled, sentence, summary, zeroBased } from "./minutes.js";

const HALF_A_MINUTE_S = 30;
const AXIS_WIDTH = 62;
const FONT = "11px Inter, system-ui, sans-serif";

const together = uPlot.sync("last-hour");
const plots = [];
let frame = null;
let data = null;
let chosen = null;

export function drawChart(newest) {
  frame = newest;
  data = columns(frame.lastHour);
  if (plots.length === 0) {
    plots.push(plot("events", { smallest: 10, timeAxis: false }), plot("revenue", { smallest: 10, timeAxis: true }));
    followReader();
  }
  for (const one of plots) one.u.setData([data.seconds, data[one.name]]);
  setText(byId("hour-summary"), summary(frame.lastHour, frame.shop));
  setText(byId("chart-currency"), `, ${frame.shop.currency}`);
  read();
}

function plot(name, { smallest, timeAxis }) {
  const holder = byId(`chart-${name}`);
  const u = new uPlot({
    ...sizeOf(holder),
    padding: [6, 18, 0, 0],
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { x: false, y: false }, sync: { key: together.key } },
    scales: {
      x: { time: false, range: (_, from, to) => [from - HALF_A_MINUTE_S, to + HALF_A_MINUTE_S] },
      y: { range: (_, __, highest) => zeroBased(highest, smallest) },
    },
    series: [{}, {
      paths: uPlot.paths.bars({ size: [0.72], disp: { fill: perBar(() => fills(name)), stroke: perBar(() => strokes(name)) } }),
      fill: colour(`--${name}`),
      stroke: colour(`--${name}`),
      width: 1,
      points: { show: false },
    }],
    axes: [timeAxisOf(timeAxis), valueAxisOf(name)],
    hooks: { drawClear: [shadeProvisional], setCursor: [choose] },
  }, [data.seconds, data[name]], holder);
  new ResizeObserver(() => u.setSize(sizeOf(holder))).observe(holder);
  return { name, u };
}

const sizeOf = (holder) => ({ width: Math.max(holder.clientWidth, 120), height: holder.clientHeight });

// Read at each drawing, so that a change between light and dark needs nothing but a redraw.
const colour = (property) => getComputedStyle(document.documentElement).getPropertyValue(property).trim();

const fills = (name) =>
  data.provisional.map((young) => colour(young ? `--${name}-provisional` : `--${name}`));

// A light fill alone would be too faint to make out; the outline carries the contrast.
const strokes = (name) => data.provisional.map(() => colour(`--${name}`));

// Unit 3 is uPlot's word for "a colour".
const perBar = (values) => ({ unit: 3, values });

function timeAxisOf(labels) {
  return {
    font: FONT,
    size: labels ? 26 : 8,
    stroke: () => colour("--ink-2"),
    grid: { show: false },
    ticks: { show: labels, size: 4, width: 1, stroke: () => colour("--line-2") },
    splits: (u) => labelled(frame.lastHour, frame.shop.timeZone, u.width < 480 ? 20 : 10),
    values: (_, splits) => splits.map((second) =>
      (labels ? minute(new Date(second * 1000).toISOString(), frame.shop.timeZone) : "")),
  };
}

function valueAxisOf(name) {
  return {
    font: FONT,
    size: AXIS_WIDTH,
    space: 34,
    gap: 8,
    incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500].flatMap((step) => [step, step * 1e3, step * 1e6]).sort((a, b) => a - b),
    stroke: () => colour("--ink-2"),
    grid: { width: 1, stroke: () => colour("--line") },
    ticks: { show: false },
    values: (_, splits) => splits.map((value) => axisLabel[name](value, frame.shop.currency)),
  };
}

/** The ground behind the young minutes, so that their lighter bars are no riddle. */
function shadeProvisional(u) {
  const first = data.provisional.indexOf(true);
  if (first < 0) return;
  const left = u.valToPos(data.seconds[first] - HALF_A_MINUTE_S, "x", true);
  u.ctx.save();
  u.ctx.fillStyle = colour("--provisional");
  u.ctx.fillRect(left, u.bbox.top, u.bbox.left + u.bbox.width - left, u.bbox.height);
  u.ctx.restore();
}

function choose(u) {
  chosen = u.cursor.left >= 0 && u.cursor.idx !== null && u.cursor.idx !== undefined ? u.cursor.idx : null;
  read();
}

/** The line above the chart: the minute under the cursor, else the newest one. */
function read() {
  const row = frame.lastHour[chosen ?? frame.lastHour.length - 1];
  if (!row) return;
  const said = describe(row, frame.shop);
  for (const part of ["events", "sessions", "orders", "revenue"]) setText(byId(`at-${part}`), said[part]);
  setText(byId("at-time"), said.time);
  byId("readout").toggleAttribute("data-provisional", said.provisional);
}

function followReader() {
  byId("chart").addEventListener("keydown", step);
  byId("chart").addEventListener("blur", () => move(null));
}

function step(event) {
  const ways = { ArrowLeft: -1, ArrowRight: 1 };
  const last = data.seconds.length - 1;
  if (event.key === "Escape") return move(null);
  if (event.key in ways) move(Math.min(last, Math.max(0, (chosen ?? last + 1) + ways[event.key])));
  else if (event.key === "Home") move(0);
  else if (event.key === "End") move(last);
  else return undefined;
  event.preventDefault();
  // Only a key press speaks; a chart that moves by itself must not.
  return setText(byId("hour-said"), sentence(frame.lastHour[chosen], frame.shop));
}

function move(index) {
  const { u } = plots[0];
  const left = index === null ? -10 : u.valToPos(data.seconds[index], "x");
  u.setCursor({ left, top: index === null ? -10 : 1 });
  chosen = index;
  read();
}
