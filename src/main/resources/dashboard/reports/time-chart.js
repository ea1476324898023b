// One metric over time: a line for these days over a paler one for the days before, on the same axis.

import uPlot from "../vendor/uplot/uPlot.esm.js";
import { create, setText } from "../dom.js";
import { zeroBased } from "../minutes.js";
import { METRICS, numbers } from "./metrics.js";
import { bucketAxis, colour, fitTo, keySteps, valueAxis } from "./plot.js";
import { column, dataTable, numeric } from "./table.js";
import { rowsOf, sentence, summary } from "./time-series.js";

const SMALLEST = { conversion: 0.01 };

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
  keySteps(group, chart, rows.length, (index) => setText(said, sentence(rows[index])));
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

function plot(holder, answer, name, onChoice) {
  const { series, previousSeries } = answer.data;
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
    axes: [bucketAxis(rowsOf(answer, name).map(({ when }) => when)), valueAxis((value) => metric.axis(value, answer.shop.currency))],
    hooks: { drawClear: [(one) => shadeProvisional(one, series)], setCursor: [(one) => onChoice(one.cursor.left >= 0 ? one.cursor.idx : null)] },
  }, [x, before, numbers(series, name)], holder);
  fitTo(holder, u);
  return u;
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
