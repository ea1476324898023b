// Money by currency: one column each, since currencies are never added up.

import { byId, create, setText } from "./dom.js";
import { count, money } from "./format.js";

const LINES = [
  ["Gross revenue", (own) => money(own.grossRevenue, own.currency)],
  ["Refunds", (own) => money(own.refunds, own.currency)],
  ["Net revenue", (own) => money(own.netRevenue, own.currency)],
  ["Average order", (own) => money(own.averageOrderValue, own.currency)],
  ["Orders", (own) => count(own.orders)],
  ["Amount unknown", (own) => count(own.ordersWithoutAmount)],
];

const head = byId("money-head");
const rows = LINES.map(([label]) => {
  const row = create("tr");
  row.append(heading("row", label));
  return row;
});
byId("money-rows").append(...rows);

export function drawMoney({ today }) {
  resize(head, today.money.length, () => heading("col", "", "num"));
  for (const row of rows) resize(row, today.money.length, () => create("td", "num"));
  today.money.forEach((own, index) => {
    setText(head.cells[index + 1], own.currency);
    LINES.forEach(([, text], line) => setText(rows[line].cells[index + 1], text(own)));
  });
}

function heading(scope, text, className) {
  const cell = create("th", className, text);
  cell.scope = scope;
  return cell;
}

/** One cell a currency after the heading of the row. */
function resize(row, currencies, make) {
  while (row.cells.length > currencies + 1) row.lastElementChild.remove();
  while (row.cells.length < currencies + 1) row.append(make());
}
