// Tables of a report: built anew for each answer, since an answer comes once and not each second.

import { create } from "../dom.js";
import { pageAddress, withOwn } from "./address.js";

/**
 * @param {{caption: string, columns: Array<Column>, rows: object[], className?: string}} table
 * @typedef {{label: string, text?: (row: object) => string, node?: (row: object) => Node, className?: string,
 *     heading?: boolean, sort?: {href: string, current: boolean}}} Column
 * @returns {HTMLElement} a region that scrolls sideways if it must
 */
export function dataTable({ caption, columns, rows, className = "" }) {
  const region = create("div", "scroll");
  Object.assign(region, { tabIndex: 0, role: "region", ariaLabel: caption });
  const table = create("table", `data ${className}`.trim());
  const head = create("tr");
  head.append(...columns.map(headCell));
  const body = create("tbody");
  body.append(...rows.map((row) => bodyRow(row, columns)));
  const top = create("thead");
  top.append(head);
  table.append(create("caption", "vh", caption), top, body);
  region.append(table);
  return region;
}

function headCell({ label, className, sort }) {
  const cell = create("th", className, sort ? undefined : label);
  cell.scope = "col";
  if (sort) {
    cell.append(link(label, sort.href, "sort"));
    if (sort.current) cell.ariaSort = "descending";
  }
  return cell;
}

function bodyRow(row, columns) {
  const line = create("tr", row.className);
  for (const { text, node, className, heading } of columns) {
    const cell = create(heading ? "th" : "td", className);
    if (heading) cell.scope = "row";
    if (node) cell.append(node(row));
    else cell.textContent = text(row);
    line.append(cell);
  }
  return line;
}

export function link(text, href, className) {
  const element = create("a", className, text);
  element.href = href;
  return element;
}

export const column = (label, text, className) => ({ label, text, className });

export const numeric = (label, text, more = {}) => ({ label, text, className: "num", ...more });

/** Links to the first and to the next page, where there are such. */
export function pager(view, next, { further = "Next page" } = {}) {
  const pages = create("p", "pager");
  if (view.own.after) pages.append(link("First page", pageAddress(withOwn(view, {})), "button"));
  if (next) pages.append(link(further, pageAddress(withOwn(view, { after: next })), "button"));
  return pages;
}
