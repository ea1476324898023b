// The events stored last. A row keeps its event, so that the eye can follow it down.

import { blankRows, byId, create, headingCell, numberCell, rowOf, setText, textCell } from "./dom.js";
import { clock, money, words } from "./format.js";

const ROWS = 18;
const MOST_SHINE = 3;
const body = byId("newest-rows");
let rows = new Map();
body.append(...blankRows(ROWS, columnsOf()));

export function drawNewestEvents({ newestEvents, shop }) {
  const columns = columnsOf(shop.timeZone);
  const next = new Map();
  for (const event of newestEvents.slice(0, ROWS)) {
    const row = rows.get(event.eventId) ?? rowOf(columns);
    columns.forEach((column, index) => column.fill(row.cells[index], event));
    next.set(event.eventId, row);
  }
  shine(next);
  body.replaceChildren(...next.values(), ...blankRows(ROWS - next.size, columns));
  if (next.size === 0) waiting(body.rows[0]);
  rows = next;
}

function columnsOf(timeZone) {
  return [
    headingCell((event) => clock(event.eventTime, timeZone), "time"),
    textCell((event) => words(event.type), "clip"),
    { className: "clip product", fill: fillProduct },
    { className: "clip quiet col-visitor", fill: fillVisitor },
    textCell((event) => event.country ?? "", "quiet col-country"),
    numberCell((event) => (event.amount === null ? "" : money(event.amount, event.currency))),
  ];
}

// In a busy shop every row is new each second; then a highlight would tell nothing and only flicker.
function shine(next) {
  const arrived = [...next.keys()].filter((id) => !rows.has(id));
  const few = arrived.length <= MOST_SHINE;
  for (const [id, row] of next) row.classList.toggle("is-new", few && !rows.has(id));
}

// A box inside the cell: a cell itself cannot be held to two lines.
function fillProduct(cell, { productName }) {
  setText(cell.firstElementChild ?? cell.appendChild(create("span")), productName ?? "");
  cell.title = productName ?? "";
}

function fillVisitor(cell, { visitorId }) {
  setText(cell, visitorId);
  cell.title = visitorId;
}

function waiting(row) {
  row.removeAttribute("aria-hidden");
  row.classList.add("nothing");
  setText(row.cells[0], "No events yet");
}
