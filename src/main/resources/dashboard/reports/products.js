// Products: what was looked at, put into carts, sold and given back; sorted, searched and paged by the server.

import { create } from "../dom.js";
import { count, money, percent } from "../format.js";
import { pageAddress, withOwn } from "./address.js";
import { panel } from "./panel.js";
import { column, dataTable, link, numeric, pager } from "./table.js";

const SORTED = [
  ["views", "Views", (row) => count(row.views)],
  ["adds", "Added", (row) => count(row.adds)],
  ["adds_per_view", "Added per view", (row) => percent(row.addsPerView)],
  ["orders", "Orders", (row) => count(row.orders)],
  ["units", "Units", (row) => count(row.units)],
  ["revenue", "Revenue", (row) => money(row.revenue, row.currency)],
  ["refunds", "Refunds", (row) => money(row.refunds, row.currency)],
];

export function drawProducts({ data }, view) {
  if (data.rows.length === 0 && !view.own.search) return null;
  const sort = view.own.sort ?? "revenue";
  const table = dataTable({
    caption: "Products, best first",
    className: "products-report",
    columns: [
      { label: "Product", heading: true, className: "clip name", node: (row) => product(row, view) },
      column("Category", (row) => row.category || "–", "clip quiet"),
      ...SORTED.map(([name, label, text]) => numeric(label, text, {
        sort: { href: pageAddress(withOwn(view, { sort: name })), current: name === sort },
      })),
    ],
    rows: data.rows,
  });
  const found = create("p", "quiet below", `${count(data.total)} products${view.own.search ? ` with “${view.own.search}”` : ""}`);
  const box = panel("Products by sales and interest", search(view), table, found, pager(view, data.next));
  box.dataset.tables = "product_stats events orders";
  return [box];
}

function product(row, view) {
  return link(row.productName || row.productId, pageAddress({ ...view, report: "events", own: { product: row.productId } }));
}

function search(view) {
  const form = create("form", "search");
  form.role = "search";
  form.dataset.address = pageAddress(withOwn(view, { search: null }));
  const label = create("label", "", "Search ");
  const input = create("input");
  Object.assign(input, { type: "search", name: "search", value: view.own.search ?? "", placeholder: "Name or number" });
  label.append(input);
  form.append(label, Object.assign(create("button", "button", "Search"), { type: "submit" }));
  return form;
}
