// Money by currency, each apart: a small statement per currency.

import { byId, create, setText } from "./dom.js";
import { count, money } from "./format.js";

const LINES = [
  ["Gross revenue", (own) => money(own.grossRevenue, own.currency)],
  ["Refunds and cancellations", (own) => money(own.refunds, own.currency)],
  ["Net revenue", (own) => money(own.netRevenue, own.currency)],
  ["Average order value", (own) => money(own.averageOrderValue, own.currency)],
  ["Orders", (own) => count(own.orders)],
  ["Orders without an amount", (own) => count(own.ordersWithoutAmount)],
];

export function drawMoney({ today }) {
  const parts = byId("money");
  while (parts.childElementCount > today.money.length) parts.lastElementChild.remove();
  while (parts.childElementCount < today.money.length) parts.append(statement());
  today.money.forEach((own, index) => fill(parts.children[index], own));
}

function statement() {
  const table = create("table", "statement");
  const body = create("tbody");
  for (const [label] of LINES) {
    const heading = create("th", "", label);
    heading.scope = "row";
    const row = create("tr");
    row.append(heading, create("td", "num"));
    body.append(row);
  }
  table.append(create("caption"), body);
  return table;
}

function fill(table, own) {
  setText(table.caption, own.currency);
  LINES.forEach(([, text], index) => setText(table.tBodies[0].rows[index].cells[1], text(own)));
}
