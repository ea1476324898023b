// One run of a suite: how it ended, and what came of each expectation.

import { create } from "../dom.js";
import { count, dateTime, duration } from "../format.js";
import { link } from "../reports/table.js";
import { panel } from "../reports/panel.js";
import { pageAddress, resultAddress } from "./address.js";
import { downloadButton } from "./download.js";
import { historyTable } from "./history.js";
import { mark, wordsOf } from "./parts.js";
import { resultDetails } from "./result.js";
import { counted, observedText, positionOf, runVerdict, scoreText, severityOf, triggerText, verdictOf, warningsOf, worstFirst } from "./result-words.js";
import { runNowButton } from "./run-now.js";
import { plain, sentence } from "./sentence.js";
import { trendChart } from "./trend-chart.js";

/**
 * @param {{suite: ?object, run: ?object, history: object, trend: ?object[]}} known suite: as its file says it now; run: null before the first
 */
export function drawRun({ suite, run, history, trend }, { view, timeZone, nowMs, ran }) {
  const row = create("div", "run-row");
  row.append(
    panel("Score", ...(trend === undefined ? [create("p", "quiet", "The scores could not be read.")] : trendChart(trend, nowMs, timeZone))),
    panel("Runs", ...historyTable(history, view, run?.meta.caravan.run_id, timeZone)),
  );
  if (suite === null && run === null) return [head(suite, run, { view, timeZone, ran }), unknown()];
  return [head(suite, run, { view, timeZone, ran }), run === null ? notYet(suite) : resultPanel(run, view, timeZone), row];
}

function head(suite, run, { view, timeZone, ran }) {
  const box = create("div", "run-head");
  const way = create("nav", "way");
  way.ariaLabel = "Way back";
  way.append(link("All suites", pageAddress({})));
  const title = create("h2", "", view.suite);
  title.id = "suite-title";
  title.tabIndex = -1;
  const tools = create("div", "run-tools");
  if (run !== null) tools.append(downloadButton(run, timeZone));
  if (suite !== null && suite.target !== "stream") tools.append(runNowButton(view.suite, ran));
  box.append(way, title, ...(run === null ? [] : [facts(run, timeZone)]), tools);
  return box;
}

function facts({ meta: { caravan: run } }, timeZone) {
  const list = create("ul", "facts");
  list.ariaLabel = "The run";
  const took = Date.parse(run.ended_at) - Date.parse(run.started_at);
  const lines = [
    mark(runVerdict(run)),
    `score ${scoreText(run.score)}`,
    `${count(run.successful)} of ${count(run.evaluated)} met`,
    ...(warningsOf(run) > 0 ? [counted(warningsOf(run), "warning")] : []),
    `${dateTime(run.ended_at, timeZone)}, ${triggerText(run.trigger)}, took ${duration(took)}`,
    run.target === "stream" ? "the stream" : `table ${run.target}`,
    ...(run.from ? [`${dateTime(run.from, timeZone)} to ${dateTime(run.to, timeZone)}`] : []),
  ];
  list.append(...lines.map((line) => {
    const item = create("li");
    item.append(line);
    return item;
  }));
  return list;
}

function resultPanel({ results }, view, timeZone) {
  const list = create("ol", "results");
  list.append(...worstFirst(results).map((result) => entry(result, view, timeZone)));
  return panel("Expectations", list);
}

function entry(result, view, timeZone) {
  const item = create("li", `result is-${verdictOf(result).tone}`);
  const position = positionOf(result);
  const open = view.result === position;
  const line = create("div", "result-line");
  const anchor = create("a", "result-link");
  anchor.href = resultAddress(view, position);
  anchor.ariaExpanded = String(open);
  anchor.append(wordsOf(sentence(result.expectation_config)));
  anchor.dataset.said = plain(sentence(result.expectation_config));
  line.append(mark(verdictOf(result)), anchor, create("span", `severity ${severityOf(result)}`, severityOf(result)),
    create("span", "observed", observedText(result)));
  item.append(line);
  if (open) item.append(resultDetails(result, view, timeZone));
  return item;
}

function unknown() {
  const box = create("div", "hint");
  box.append(create("h3", "", "No such suite"), create("p", "", "There is no suite of this name, and no run of it."));
  return box;
}

function notYet(suite) {
  const box = create("div", "hint");
  box.append(create("h3", "", "Not run yet"));
  box.append(create("p", "", `${counted(suite.expectations.length, "expectation")}, and no run so far.`));
  const list = create("ul");
  list.append(...suite.expectations.map((one) => wordsOf(sentence(one), "li")));
  box.append(list);
  return box;
}
