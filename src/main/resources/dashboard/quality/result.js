// One result, opened: what was unexpected, the statement that judged it, and the rows that failed.

import { create } from "../dom.js";
import { count, ungrouped } from "../format.js";
import { ask } from "../reports/api.js";
import { column, dataTable, link, numeric } from "../reports/table.js";
import { api, pageAddress } from "./address.js";
import { copyButton, pairsOf, source } from "./parts.js";
import { exceptionOf, observedText, valueText } from "./result-words.js";

export function resultDetails(result, view) {
  const box = create("div", "result-details");
  const { kwargs, type, meta } = result.expectation_config;
  const { sql, failing_rows: rows, approximate } = result.meta.caravan;
  const exception = exceptionOf(result);
  if (exception !== null) box.append(part("Why it could not be judged", source(exception, "The error")));
  box.append(pairsOf([
    ["Observed", exception === null ? observedText(result) : null],
    ["Missing", missingOf(result)],
    ["About", approximate ? "≈ estimated from a sketch, since there were too many values to count each" : null],
    ["Notes", meta?.notes ? notesOf(meta.notes) : null],
    ["Type", create("code", "", type)],
  ], "result-facts"));
  const counts = result.result?.partial_unexpected_counts ?? [];
  if (counts.length > 0) box.append(part("Unexpected values, the most frequent first", valueTable(counts)));
  if (rows) box.append(part("Rows that fail", failingRows(rows, view)));
  box.append(more("Arguments", JSON.stringify(kwargs, null, 2)));
  if (sql) box.append(more("The statement", sql));
  return box;
}

function missingOf({ result = {} }) {
  return result.missing_count ? `${count(result.missing_count)} of ${count(result.element_count)} are null, and not judged` : null;
}

const notesOf = (notes) => (typeof notes === "string" ? notes : [notes.content ?? notes].flat().join(" "));

function part(title, ...content) {
  const box = create("section", "result-part");
  box.append(create("h4", "", title), ...content);
  return box;
}

function more(title, text) {
  const details = create("details");
  const line = create("div", "source-head");
  line.append(copyButton(text));
  details.append(create("summary", "", title), line, source(text, title));
  return details;
}

function valueTable(counts) {
  return dataTable({
    caption: "Unexpected values with how often each came",
    className: "values",
    columns: [
      { ...column("Value", ({ value }) => valueText(value), "clip"), heading: true },
      numeric("Times", ({ count: times }) => count(times)),
    ],
    rows: counts,
  });
}

/** Read when the result is opened: the rows are as they are now, or as they were, which the answer says. */
function failingRows(address, view) {
  const box = create("div", "failing");
  box.setAttribute("aria-busy", "true");
  box.append(create("p", "quiet", "Reading …"));
  ask(api.rows(address, view)).then((page) => showRows(box, page, view), (failure) => {
    box.replaceChildren(create("p", "bad", failure.message));
  }).finally(() => box.setAttribute("aria-busy", "false"));
  return box;
}

function showRows(box, { columns, rows, next, as_of: asOf }, view) {
  if (rows.length === 0) {
    const words = view.after ? "No more rows." : "No row fails any more: it was mended since, or is gone.";
    box.replaceChildren(create("p", "quiet", words), pages(view, null));
    return;
  }
  const table = dataTable({
    caption: "Rows that fail",
    columns: columns.map((name, index) => ({
      label: name, heading: index === 0, className: "clip", node: (row) => document.createTextNode(cellText(row[index])),
    })),
    rows,
  });
  table.classList.add("tall");
  const when = asOf === "run" ? "As they were when the suite ran." : "As they are now; what was mended since is not among them.";
  box.replaceChildren(create("p", "quiet", when), table, pages(view, next));
}

const cellText = (value) => (typeof value === "number" ? ungrouped(value) : typeof value === "string" && /^\d{4}-\d\d-\d\dT.*Z$/.test(value) ? value.replace("T", " ") : valueText(value));

function pages(view, next) {
  const box = create("p", "pager");
  if (view.after) box.append(link("First rows", pageAddress(view, { after: null }), "button"));
  if (next) box.append(link("More rows", pageAddress(view, { after: next }), "button"));
  return box;
}
