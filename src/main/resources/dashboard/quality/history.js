// The runs of a suite, the last first.

import { create } from "../dom.js";
import { count, dateTime } from "../format.js";
import { column, dataTable, link, numeric } from "../reports/table.js";
import { pageAddress, runAddress } from "./address.js";
import { mark } from "./parts.js";
import { runVerdict, scoreText, triggerText } from "./result-words.js";

/** @param {{runs: object[], next: ?string}} answer */
export function historyTable({ runs, next }, view, shownRun, timeZone) {
  if (runs.length === 0) return [create("p", "quiet empty-line", "No older runs.")];
  const table = dataTable({
    caption: "Runs of this suite, the last first",
    className: "runs",
    columns: [
      { label: "When", heading: true, className: "time", node: (run) => runLink(run, view, shownRun, timeZone) },
      { label: "Verdict", node: (run) => mark(runVerdict(run)) },
      numeric("Score", (run) => scoreText(run.score)),
      numeric("Met", (run) => `${count(run.successful)} of ${count(run.evaluated)}`, { className: "num quiet later" }),
      column("Why", (run) => triggerText(run.trigger), "quiet"),
    ],
    rows: runs.map((run) => ({ ...run, className: run.run_id === shownRun ? "is-shown" : "" })),
  });
  return [table, pages(view, next)];
}

function runLink({ run_id: id, ended_at: at }, view, shownRun, timeZone) {
  const anchor = link(dateTime(at, timeZone), runAddress(view, id));
  if (id === shownRun) anchor.ariaCurrent = "true";
  return anchor;
}

function pages(view, next) {
  const box = create("p", "pager");
  if (view.before) box.append(link("Newest runs", pageAddress(view, { before: null }), "button"));
  if (next) box.append(link("Older runs", pageAddress(view, { before: next }), "button"));
  return box;
}
