// One metric over time: a line for these days over a paler one for the days before, on the same axis.

import uPlot from "../vendor/uplot/uPlot.esm.js";
import { create, setText } from "../dom.js";
import { zeroBased } from "../minutes.js";
import { METRICS, numbers } from "./metrics.js";
import { column, dataTable, numeric } from "./table.js";
import { labelled, rowsOf, sentence, summary } from "./time-series.js";

const FONT = "11px Inter, system-ui, sans-serif";
const SMALLEST = { conversion: 0.01 };
const WAYS = { ArrowLeft: -1, ArrowRight: 1 };

/** The chart with its readout, key steps and the same as a table. */
export function timeChart(answer, name) {
  const rows = rowsOf(answer, name);
  const box = create("div", "time-chart");
  const readout = readoutOf();
  const holder = create("div", "plot time-plot");
  holder.setAttribute("aria-hidden", "true");
  const said = create("p", "vh");
  said.role = "status";
  const group = create("div", "chart");
  Object.assign(group, { tabIndex: 0, role: "group", ariaLabel: `${METRICS[name].label} over time` });
  group.append(holder);
  const text = create("p", "quiet below", summary(answer, name));
  text.id = "chart-summary";
  group.setAttribute("aria-describedby", text.id);
  box.append(readout.element, group, said, text, asTable(rows, name));
  const chart = plot(holder, answer, name, (index) => readout.show(rows[index ?? rows.length - 1]));
  keys(group, chart, rows, said);
  readout.show(rows.at(-1));
  return box;
}

function readoutOf() {
  const element = create("dl", "readout report-readout");
  const cells = {};
  for (const [name, label, key] of [["when", "When"], ["now", "These days", "key-money"], ["before", "Before", "key-before"], ["change", "Change"]]) {
    const pair = create("div");
    const term = create("dt", key || name === "change" ? "" : "vh", label);
    if (key) {
      const mark = create("span", `key ${key}`);
      mark.setAttribute("aria-hidden", "true");
      term.prepend(mark);
    }
    cells[name] = create("dd");
    pair.append(term, cells[name]);
    element.append(pair);
  }
  return {
    element,
    show(row) {
      for (const [name, cell] of Object.entries(cells)) setText(cell, row[name]);
      element.toggleAttribute("data-provisional", row.provisional);
    },
  };
}

// Read at each drawing, so that a change between light and dark needs nothing but a redraw.
const colour = (property) => getComputedStyle(document.documentElement).getPropertyValue(property).trim();

function plot(holder, answer, name, onChoice) {
  const { series, previousSeries, interval } = answer.data;
  const metric = METRICS[name];
  const x = series.map((_, index) => index);
  const before = numbers(previousSeries, name).slice(0, x.length);
  while (before.length < x.length) before.push(null);
  const points = { show: x.length <= 31, size: 5 };
  const line = (property, more) => ({ stroke: () => colour(property), width: 2, points: { ...points, fill: () => colour(property) }, ...more });
  const u = new uPlot({
    width: 640,
    height: 280,
    padding: [8, 18, 0, 0],
    legend: { show: false },
    cursor: { y: false, points: { show: true, size: 8 }, drag: { x: false, y: false } },
    scales: {
      x: { time: false, range: (_, from, to) => [from - 0.3, Math.max(to, from + 1) + 0.3] },
      y: { range: (_, __, highest) => zeroBased(highest, SMALLEST[name] ?? 10) },
    },
    series: [{}, line("--before", { dash: [4, 4], width: 1.5, points: { show: false } }), line("--revenue", {})],
    axes: [timeAxis(answer, interval), valueAxis(metric, answer.shop.currency)],
    hooks: { drawClear: [(one) => shadeProvisional(one, series)], setCursor: [(one) => onChoice(one.cursor.left >= 0 ? one.cursor.idx : null)] },
  }, [x, before, numbers(series, name)], holder);
  const resize = new ResizeObserver(() => {
    if (!holder.isConnected) return resize.disconnect();
    return u.setSize({ width: Math.max(holder.clientWidth, 120), height: holder.clientHeight });
  });
  resize.observe(holder);
  return u;
}

function timeAxis(answer) {
  const rows = rowsOf(answer, "sessions");
  return {
    font: FONT,
    size: 26,
    stroke: () => colour("--ink-2"),
    grid: { show: false },
    ticks: { size: 4, width: 1, stroke: () => colour("--line-2") },
    splits: (u) => labelled(rows.length, Math.max(2, Math.floor(u.width / 78))),
    values: (_, splits) => splits.map((index) => rows[index]?.when ?? ""),
  };
}

function valueAxis(metric, currency) {
  return {
    font: FONT,
    size: 66,
    space: 40,
    gap: 8,
    stroke: () => colour("--ink-2"),
    grid: { width: 1, stroke: () => colour("--line") },
    ticks: { show: false },
    values: (_, splits) => splits.map((value) => metric.axis(value, currency)),
  };
}

/** The ground behind what can still change. */
function shadeProvisional(u, series) {
  const first = series.findIndex((bucket) => bucket.provisional);
  if (first < 0) return;
  const left = Math.max(u.bbox.left, u.valToPos(first - 0.5, "x", true));
  u.ctx.save();
  u.ctx.fillStyle = colour("--provisional");
  u.ctx.fillRect(left, u.bbox.top, u.bbox.left + u.bbox.width - left, u.bbox.height);
  u.ctx.restore();
}

function keys(group, u, rows, said) {
  let chosen = null;
  const move = (index) => {
    chosen = index;
    const [left, top] = index === null ? [-10, -10] : [u.valToPos(index, "x"), 1];
    u.setCursor({ left, top });
  };
  group.addEventListener("blur", () => move(null));
  group.addEventListener("keydown", (event) => {
    const last = rows.length - 1;
    if (event.key === "Escape") return move(null);
    if (event.key in WAYS) move(Math.min(last, Math.max(0, (chosen ?? last + 1) + WAYS[event.key])));
    else if (event.key === "Home") move(0);
    else if (event.key === "End") move(last);
    else return undefined;
    event.preventDefault();
    return setText(said, sentence(rows[chosen]));
  });
}

function asTable(rows, name) {
  const details = create("details");
  details.append(create("summary", "", "The same as a table"));
  const table = dataTable({
    caption: `${METRICS[name].label} over time, with the days before`,
    columns: [
      { ...column("When", (row) => row.when), heading: true },
      numeric("These days", (row) => row.now),
      numeric("Before", (row) => row.before),
      numeric("Change", (row) => row.change),
      column("State", (row) => (row.provisional ? "provisional" : "settled"), "quiet"),
    ],
    rows,
  });
  table.classList.add("tall");
  details.append(table);
  return details;
}
