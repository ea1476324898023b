// The newest orders. As many rows as ever, so that nothing moves but the orders in them; one that arrived while the reader looked shines.

import { blankRows, byId, create, headingCell, numberCell, rowOf, setText } from "./dom.js";
import { clock, count, country as nameOf, money } from "./format.js";

const ROWS = 10;
const SHINES_MS = 4_000;
const body = byId("order-rows");
const arrivedMs = new Map();
let rows = new Map();

body.append(...blankRows(ROWS, columnsOf()));

/** An order that came as an event of its own: it is new to the reader, unlike those that the first frame brings. */
export function noteOrder({ id }, nowMs = Date.now()) {
  arrivedMs.set(id, nowMs);
}

export function drawNewestOrders({ newestOrders, shop }, nowMs = Date.now()) {
  const columns = columnsOf(shop.timeZone);
  const next = new Map();
  for (const order of newestOrders.slice(0, ROWS)) {
    const row = rows.get(order.id) ?? rowOf(columns);
    columns.forEach((column, index) => column.fill(row.cells[index], order));
    row.classList.toggle("is-new", nowMs - (arrivedMs.get(order.id) ?? 0) < SHINES_MS);
    next.set(order.id, row);
  }
  for (const [id, ms] of arrivedMs) if (nowMs - ms >= SHINES_MS) arrivedMs.delete(id);
  place([...next.values(), ...blankRows(ROWS - next.size, columns)]);
  if (next.size === 0) nothingYet(body.rows[0]);
  rows = next;
}

function columnsOf(timeZone) {
  return [
    headingCell((order) => clock(order.at, timeZone), "time"),
    { className: "clip product", fill: fillProduct },
    { className: "clip quiet col-country", fill: fillCountry },
    numberCell((order) => money(order.amount, order.currency), "strong"),
  ];
}

function fillProduct(cell, { id, product, items }) {
  const link = cell.firstElementChild ?? cell.appendChild(create("a"));
  link.href = `reports.html?report=events&order=${encodeURIComponent(id)}`;
  setText(link, items > 1 ? `${product ?? id} · ${count(items)} items` : product ?? id);
  link.title = `${product ?? ""} ${id}`.trim();
}

function fillCountry(cell, { country }) {
  setText(cell, country ?? "");
  cell.title = country ? nameOf(country) : "";
}

// Moving a row that stands where it belongs would take the focus from its link and start its highlight again.
function place(wanted) {
  wanted.forEach((row, index) => {
    if (body.rows[index] !== row) body.insertBefore(row, body.rows[index] ?? null);
  });
  while (body.rows.length > wanted.length) body.lastElementChild.remove();
}

function nothingYet(row) {
  row.removeAttribute("aria-hidden");
  row.classList.add("nothing");
  setText(row.cells[0], "No orders yet");
}
