// The books: for each partition, does what arrived equal what became of it?

import { byId, headingCell, numberCell, setText, tableOf } from "./dom.js";
import { count } from "./format.js";

const ROWS = 6;

const draw = tableOf(byId("sums-rows"), [
  headingCell((sum) => sum.label),
  numberCell((sum) => count(sum.received), "strong"),
  numberCell((sum) => count(sum.stored)),
  numberCell((sum) => count(sum.duplicates)),
  numberCell((sum) => count(sum.dead)),
  numberCell((sum) => count(sum.gaps), "quiet col-gaps"),
  { fill: fillAgrees },
], { least: ROWS, nothing: "No records yet" });

export function drawPartitions({ partitions }) {
  const topics = new Set(partitions.map((sum) => sum.topic));
  setText(byId("sums-topic"), [...topics].join(", ") || "the topic");
  draw(partitions.map((sum) => ({ ...sum, label: topics.size > 1 ? `${sum.topic} ${sum.partition}` : `${sum.partition}` })));
  const verdict = byId("sums-verdict");
  const wrong = partitions.filter((sum) => !sum.agrees).length;
  const lost = partitions.reduce((all, sum) => all + sum.lost, 0);
  verdict.className = `verdict ${partitions.length === 0 ? "quiet" : wrong + lost === 0 ? "good" : "bad"}`;
  setText(verdict, verdictOf(partitions.length, wrong, lost));
}

function verdictOf(all, wrong, lost) {
  if (all === 0) return "Nothing received yet";
  if (lost > 0) return `✗ up to ${count(lost)} records were deleted before they were stored`;
  if (wrong === 0) return "✓ All partitions add up";
  return `✗ ${wrong} of ${all} partitions ${wrong === 1 ? "does" : "do"} not add up`;
}

function fillAgrees(cell, { agrees }) {
  cell.className = agrees ? "good" : "bad";
  setText(cell, agrees ? "✓ yes" : "✗ no");
}
