// The score of a suite over seven days, hour by hour.

import uPlot from "../vendor/uplot/uPlot.esm.js";
import { create, setText } from "../dom.js";
import { count, dateTime, percent } from "../format.js";
import { bucketAxis, colour, fitTo, keySteps, valueAxis } from "../reports/plot.js";
import { column, dataTable, numeric } from "../reports/table.js";
import { scoreText } from "./result-words.js";
import { hourSentence, hoursOf, trendSummary } from "./trend.js";

export function trendChart(points, nowMs, timeZone) {
  const hours = hoursOf(points, nowMs);
  const text = create("p", "quiet below", trendSummary(hours, timeZone));
  if (hours.length === 0) return [text];
  text.id = "trend-summary";
  const holder = create("div", "plot trend-plot");
  holder.setAttribute("aria-hidden", "true");
  const group = create("div", "chart");
  Object.assign(group, { tabIndex: 0, role: "group", ariaLabel: "Score of each hour" });
  group.setAttribute("aria-describedby", text.id);
  group.append(holder);
  const said = create("p", "chart-name", " ");
  said.role = "status";
  const tell = (index) => setText(said, hourSentence(hours[index ?? hours.length - 1], timeZone));
  const chart = plot(holder, hours, timeZone, tell);
  keySteps(group, chart, hours.length, tell);
  tell(null);
  return [said, group, text, asTable(hours, timeZone)];
}

function plot(holder, hours, timeZone, onChoice) {
  const u = new uPlot({
    width: 640,
    height: 160,
    padding: [8, 18, 0, 0],
    legend: { show: false },
    cursor: { y: false, points: { show: true, size: 8 }, drag: { x: false, y: false } },
    scales: { x: { time: false, range: (_, from, to) => [from - 0.3, Math.max(to, from + 1) + 0.3] }, y: { range: [0, 1.04] } },
    series: [{}, { stroke: () => colour("--events"), width: 2, spanGaps: true, points: { show: true, size: 6, fill: () => colour("--events") } }],
    axes: [bucketAxis(hours.map(({ hour }) => dateTime(hour, timeZone)), 130), valueAxis((value) => percent(value, 0))],
    hooks: { setCursor: [(one) => onChoice(one.cursor.left >= 0 ? one.cursor.idx : null)] },
  }, [hours.map((_, index) => index), hours.map(({ score }) => score)], holder);
  fitTo(holder, u);
  return u;
}

function asTable(hours, timeZone) {
  const details = create("details");
  const table = dataTable({
    caption: "Score of each hour with a run, the last first",
    columns: [
      { ...column("Hour", ({ hour }) => dateTime(hour, timeZone)), heading: true },
      numeric("Score", ({ score }) => scoreText(score)),
      numeric("Runs", ({ runs }) => count(runs)),
      numeric("Not met", ({ failed }) => count(failed)),
    ],
    rows: hours.filter(({ score }) => score !== null).reverse(),
  });
  table.classList.add("tall");
  details.append(create("summary", "", "The same as a table"), table);
  return details;
}
