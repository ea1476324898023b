// All suites: the last verdict of each, its score of the week, and what is wrong in their files.

import { create } from "../dom.js";
import { count, dateTime } from "../format.js";
import { panel } from "../reports/panel.js";
import { column, dataTable, link, numeric } from "../reports/table.js";
import { pageAddress } from "./address.js";
import { mark } from "./parts.js";
import { profileForm } from "./profile.js";
import { runVerdict, scoreText, warningsOf } from "./result-words.js";
import { runNowButton } from "./run-now.js";
import { sparkline } from "./sparkline.js";

/**
 * @param {{suites: object[], mistakes: object[]}} answer
 * @param {Map<string, object[]>} trends by suite; one that could not be read is not there
 */
export function drawSuites({ suites, mistakes }, trends, { view, timeZone, nowMs, ran }) {
  return [
    ...(mistakes.length > 0 ? [mistakeList(mistakes)] : []),
    suites.length > 0 ? suitePanel(suites, trends, { timeZone, nowMs, ran }) : noSuites(),
    panel("Propose a suite", profileForm(view)),
  ];
}

function suitePanel(suites, trends, { timeZone, nowMs, ran }) {
  const table = dataTable({
    caption: "Suites, with the verdict of their last run",
    className: "suites",
    columns: [
      { label: "Suite", heading: true, node: nameOf },
      { label: "Last run", node: ({ last_run: run }) => mark(runVerdict(run)) },
      numeric("Score", ({ last_run: run }) => (run === null ? "–" : scoreText(run.score)), { className: "num strong" }),
      { label: "Seven days", className: "spark-cell", node: ({ name }) => trendOf(trends.get(name), nowMs, timeZone) },
      numeric("Critical", ({ last_run: run }) => (run === null ? "–" : count(run.critical_failed)), { className: "num later" }),
      numeric("Warnings", ({ last_run: run }) => (run === null ? "–" : count(warningsOf(run))), { className: "num later" }),
      numeric("Expectations", ({ expectations }) => count(expectations.length), { className: "num quiet later" }),
      column("When", ({ last_run: run }) => (run === null ? "–" : dateTime(run.ended_at, timeZone)), "time quiet"),
      { label: "Run", className: "run-cell", node: ({ name, target }) => runOf(name, target, ran) },
    ],
    rows: [...suites].sort(worstFirst),
  });
  return panel("Suites", table);
}

/** Windows of the stream are judged when they end, and not before. */
function runOf(name, target, ran) {
  return target === "stream" ? create("span", "quiet", "by itself") : runNowButton(name, ran);
}

function nameOf({ name, target, window_minutes: minutes, partition }) {
  const box = create("span", "suite-name");
  const what = target === "stream"
    ? `the stream, each ${count(minutes)} minutes`
    : `${target === name ? "table" : `table ${target}`}${partition ? `, ${spanOf(partition)}` : ""}`;
  box.append(link(name, pageAddress({ suite: name })), create("span", "quiet", what));
  return box;
}

/** A partition is the name of a span, alone or with its column. */
export const spanOf = (partition) => String(partition.span ?? partition).replaceAll("_", " ");

const badness = ({ last_run: run }) => (run === null ? 0.5 : run.success ? 0 : 1 + run.critical_failed);

const worstFirst = (a, b) => badness(b) - badness(a) || a.name.localeCompare(b.name);

function trendOf(points, nowMs, timeZone) {
  return points === undefined ? document.createTextNode("–") : sparkline(points, nowMs, timeZone);
}

function mistakeList(mistakes) {
  const box = create("section", "outage mistakes");
  box.setAttribute("aria-labelledby", "mistakes-title");
  const title = create("h2", "", mistakes.length === 1 ? "A suite file has a mistake" : `Suite files have ${count(mistakes.length)} mistakes`);
  title.id = "mistakes-title";
  const list = create("ul");
  list.append(...mistakes.map(({ file, line, message }) => {
    const item = create("li");
    item.append(create("code", "", line ? `${file}:${line}` : file), ` ${message}`);
    return item;
  }));
  box.append(title, list);
  return box;
}

function noSuites() {
  const box = create("div", "hint");
  box.append(create("h3", "", "No suites yet"),
    create("p", "", "A suite is a file that says what is expected of a table or of the stream. Let Caravan propose one of a table below, "
      + "and put it into the folder of the suites."));
  return box;
}
