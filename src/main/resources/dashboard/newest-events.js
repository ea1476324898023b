// The events stored last. A row keeps its event, so that the eye can follow it down.

import { byId, create, headingCell, numberCell, rowOf, setText, textCell } from "./dom.js";
import { clock, money, words } from "./format.js";

const ROWS = 10;
const body = byId("newest-rows");
let rows = new Map();

export function drawNewestEvents({ newestEvents, shop }) {
  const columns = columnsOf(shop.timeZone);
  const next = new Map();
  for (const event of newestEvents.slice(0, ROWS)) {
    next.set(event.eventId, rows.get(event.eventId) ?? rowFor(event, columns));
  }
  shine(next);
  body.replaceChildren(...next.values(), ...blanks(ROWS - next.size, columns));
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

// In a busy shop every row is new each second; then a highlight would tell nothing and only flicker.
function shine(next) {
  const arrived = [...next.keys()].filter((id) => !rows.has(id));
  const few = arrived.length <= next.size / 2;
  for (const [id, row] of next) row.classList.toggle("is-new", few && !rows.has(id));
}

function rowFor(event, columns) {
  const row = rowOf(columns);
  columns.forEach((column, index) => column.fill(row.cells[index], event));
  row.cells[3].title = event.visitorId;
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
