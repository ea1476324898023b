// The events stored last. A row keeps its event, so that the eye can follow it down.

import { byId, create, headingCell, numberCell, rowOf, setText, textCell } from "./dom.js";
import { clock, money, words } from "./format.js";

const ROWS = 10;
const body = byId("newest-rows");
let rows = new Map();

export function drawNewestEvents({ newestEvents, shop }) {
  const columns = columnsOf(shop.timeZone);
  const first = rows.size === 0;
  const next = new Map();
  for (const event of newestEvents.slice(0, ROWS)) {
    next.set(event.eventId, rows.get(event.eventId) ?? arrived(event, columns, first));
  }
  for (const [id, row] of rows) if (next.has(id)) row.classList.remove("is-new");
  if (next.size > 0 || body.rows.length === 0) body.replaceChildren(...next.values(), ...blanks(ROWS - next.size, columns));
  if (next.size === 0) waiting(body.rows[0]);
  rows = next;
}

function columnsOf(timeZone) {
  return [
    headingCell((event) => clock(event.eventTime, timeZone), "time"),
    textCell((event) => words(event.type), "clip"),
    { className: "clip product", fill: fillProduct },
    textCell((event) => event.visitorId, "clip quiet col-visitor"),
    textCell((event) => event.country ?? "", "quiet col-country"),
    numberCell((event) => (event.amount === null ? "" : money(event.amount, event.currency))),
  ];
}

function arrived(event, columns, first) {
  const row = rowOf(columns);
  columns.forEach((column, index) => column.fill(row.cells[index], event));
  row.cells[3].title = event.visitorId;
  if (!first) row.classList.add("is-new");
  return row;
}

// A box inside the cell: a cell itself cannot be held to two lines.
function fillProduct(cell, { productName }) {
  cell.replaceChildren(create("span", "", productName ?? ""));
  cell.title = productName ?? "";
}

function blanks(number, columns) {
  return Array.from({ length: number }, () => {
    const row = rowOf(columns);
    row.setAttribute("aria-hidden", "true");
    return row;
  });
}

function waiting(row) {
  row.removeAttribute("aria-hidden");
  row.classList.add("nothing");
  setText(row.cells[0], "No events yet");
}
