// Events as they are stored: what every number comes from.

import { create } from "../dom.js";
import { count, dateTime, money } from "../format.js";
import { pageAddress, withOwn } from "./address.js";
import { eventName, pagePath, shortId } from "./names.js";
import { panel } from "./panel.js";
import { column, dataTable, link, numeric, pager } from "./table.js";

const TYPES = ["page_view", "product_view", "product_list_view", "search", "add_to_cart", "remove_from_cart", "cart_view",
  "checkout_start", "checkout_step", "payment_info", "purchase", "refund", "order_cancel"];
const ASKED = [["type", "Event"], ["product", "Product number"], ["order", "Order number"], ["visitor", "Visitor"]];

export function drawEvents({ data, shop }, view) {
  const rows = data.rows.length === 0
    ? create("p", "quiet empty-line", "No such event in these days.")
    : eventTable(data.rows, shop, view, {});
  return [panel("Events, last first", questions(view), rows, pager(view, data.next, { further: "Older" }))];
}

/** @param {{path?: boolean}} options path: of one session, so without whose it is */
export function eventTable(rows, shop, view, { path = false }) {
  const whose = { label: "Session", className: "id", node: (row) => sessionLink(row, view) };
  return dataTable({
    caption: path ? "The events of the session in their order" : "Events, the last first",
    className: "events-report",
    columns: [
      { ...column("Time", (row) => dateTime(row.eventTime, shop.timeZone), "time"), heading: true },
      column("Event", (row) => eventName(row.type)),
      { label: "Product", className: "clip name", node: (row) => product(row, view) },
      numeric("Units", (row) => count(row.quantity)),
      numeric("Price", (row) => money(row.price, row.currency ?? shop.currency)),
      numeric("Amount", (row) => money(row.amount, row.currency ?? shop.currency)),
      column("Order", (row) => row.orderId ?? "–"),
      column("Page", (row) => pagePath(row.pageUrl), "clip page"),
      ...(path ? [] : [whose, column("Stored", (row) => dateTime(row.storedAt, shop.timeZone), "time quiet")]),
      numeric("Record", (row) => `${row.kafkaPartition}/${row.kafkaOffset}`, { className: "num quiet" }),
    ],
    rows,
  });
}

function product(row, view) {
  if (!row.productId) return document.createTextNode("–");
  return link(row.productName ?? row.productId, pageAddress({ ...view, report: "events", own: { product: row.productId } }));
}

function sessionLink(row, view) {
  if (!row.sessionId) return document.createTextNode("–");
  return link(shortId(row.sessionId), pageAddress({ ...view, report: "session", own: { id: row.sessionId } }));
}

function questions(view) {
  const form = create("form", "search");
  form.dataset.address = pageAddress(withOwn(view, { type: null, product: null, order: null, visitor: null }));
  for (const [name, label] of ASKED) {
    const box = create("label", "", `${label} `);
    const input = create("input");
    Object.assign(input, { name, value: view.own[name] ?? "", autocomplete: "off" });
    if (name === "type") input.setAttribute("list", "event-types");
    box.append(input);
    form.append(box);
  }
  const types = create("datalist");
  types.id = "event-types";
  types.append(...TYPES.map((type) => new Option(type, type)));
  form.append(types, Object.assign(create("button", "button", "Search"), { type: "submit" }));
  return form;
}
