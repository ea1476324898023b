// The routes of each stage, as they run.

import { create, numberCell, rowOf, setText } from "./dom.js";
import { isWrong, millis, stateText } from "./flow-words.js";
import { count, rate } from "./format.js";

const COLUMNS = [
  { heading: true, fill: (cell, route) => { setText(cell, route.id); cell.title = route.description; } },
  { fill: fillState },
  numberCell((route) => rate(route.ratePerSecond), "strong"),
  numberCell((route) => millis(route.meanMs)),
  numberCell((route) => count(route.inflight)),
  numberCell((route) => count(route.total)),
  { className: "num", fill: (cell, route) => { cell.className = `num ${route.failed > 0 ? "bad" : ""}`.trim(); setText(cell, count(route.failed)); } },
];
let drawn = "";

/** One table body a stage; bodies and rows are made anew only when the routes change. */
export function drawRoutes(table, stages) {
  const structure = JSON.stringify(stages.map((stage) => [stage.id, stage.routes.map((route) => route.id)]));
  if (structure !== drawn) {
    table.querySelectorAll("tbody").forEach((body) => body.remove());
    for (const stage of stages) table.append(bodyOf(stage));
    drawn = structure;
  }
  stages.forEach((stage, index) => {
    const [head, ...rows] = table.tBodies[index].rows;
    setText(head.querySelector(".stage-state"), stateText(stage.state));
    head.querySelector(".stage-state").className = `stage-state ${isWrong(stage.state) ? "bad" : "quiet"}`;
    rows.forEach((row, place) => COLUMNS.forEach((column, cell) => column.fill(row.cells[cell], stage.routes[place])));
  });
}

function bodyOf(stage) {
  const body = create("tbody");
  body.id = `stage-${stage.id}`;
  const head = create("tr", "stage-head");
  const cell = create("th");
  cell.scope = "rowgroup";
  cell.colSpan = COLUMNS.length;
  cell.append(create("span", "strong", stage.title), create("span", "quiet stage-file", stage.file), create("span", "stage-state"));
  head.append(cell);
  body.append(head, ...stage.routes.map(() => rowOf(COLUMNS)));
  return body;
}

function fillState(cell, { state }) {
  const runs = state === "started";
  cell.className = runs ? "quiet" : "bad";
  setText(cell, runs ? "runs" : `■ ${state}`);
}
