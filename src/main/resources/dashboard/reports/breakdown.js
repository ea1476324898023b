// One dimension: its values by sessions, with what each brought. A value's name sets it as the filter.

import { create } from "../dom.js";
import { count, money, percent } from "../format.js";
import { pageAddress, withFilter } from "./address.js";
import { changeNote } from "./change.js";
import { valueName } from "./names.js";
import { panel } from "./panel.js";
import { dataTable, link, numeric } from "./table.js";

export function drawBreakdown({ data, shop }, view, one) {
  if (data.rows.length === 0) return null;
  const inMoney = (value) => money(value, shop.currency);
  return [panel(`${one} by sessions`, dataTable({
    caption: `Sessions, orders and money by ${one.toLowerCase()}`,
    className: "breakdown-report",
    columns: [
      { label: one, heading: true, className: "name", node: (row) => value(row, data.by, view) },
      numeric("Sessions", (row) => count(row.sessions), { className: "num strong" }),
      { label: "Change", className: "num", node: (row) => changeNote(row.sessions, row.previousSessions) },
      numeric("Share", (row) => percent(row.share)),
      numeric("Visitors", (row) => (row.visitorsEstimated ? "≈ " : "") + count(row.visitors)),
      numeric("Conversion", (row) => percent(row.conversion, 2)),
      numeric("Orders", (row) => count(row.orders)),
      numeric("Gross", (row) => inMoney(row.grossRevenue)),
      { label: "Change", className: "num", node: (row) => changeNote(row.grossRevenue, row.previousGrossRevenue) },
      numeric("Refunds", (row) => inMoney(row.refunds)),
      numeric("Net", (row) => inMoney(row.netRevenue), { className: "num strong" }),
      numeric("Average order", (row) => inMoney(row.averageOrderValue)),
    ],
    rows: data.rows,
  }), create("p", "quiet below", `Money in ${shop.currency}. ${note(data.by)}`.trim()))];
}

// A session of three categories stands in each of the three.
const note = (by) => (by === "category" ? "A session counts in every category it touched, so the shares add up to more than all." : "");

function value(row, by, view) {
  const box = create("span", "step");
  const line = create("span", "share");
  line.setAttribute("aria-hidden", "true");
  line.style.setProperty("--share", String(row.share ?? 0));
  box.append(link(valueName(by, row.value), pageAddress(withFilter({ ...view, report: "overview", own: {} }, by, row.value))), line);
  return box;
}
