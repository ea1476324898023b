// Abandoned carts: how many, what they were worth, how far they came and what lies in each.

import { create } from "../dom.js";
import { count, dateTime, money, percent } from "../format.js";
import { pageAddress } from "./address.js";
import { changeNote } from "./change.js";
import { contents, STEP_NAMES, valueName } from "./names.js";
import { figures, panel } from "./panel.js";
import { column, dataTable, link, numeric, pager } from "./table.js";

export function drawCarts({ data, shop }, view) {
  if (data.totals.carts === 0 && data.rows.length === 0) return null;
  const row = create("div", "report-row");
  row.append(panel("Left behind", figures(tiles(data))), panel("How far they came", steps(data.bySteps, shop)));
  return [row, panel("The carts, last first", table(data.rows, shop, view), pager(view, data.next))];
}

function tiles({ totals, previous }) {
  const before = (currency) => previous.values.find((own) => own.currency === currency)?.value ?? null;
  return [
    { label: "Carts", counts: "abandoned_carts", figure: count(totals.carts), notes: [changeNote(totals.carts, previous.carts, { moreIsBad: true, before: count(previous.carts) })] },
    { label: "Of sessions with a cart", counts: "abandoned_carts", figure: percent(totals.abandonedShare), notes: [changeNote(totals.abandonedShare, previous.abandonedShare, { moreIsBad: true, isRatio: true, before: percent(previous.abandonedShare) })] },
    ...totals.values.map(({ currency, value }) => ({
      label: `Value in ${currency}`, counts: "abandoned_carts", figure: money(value, currency), notes: [changeNote(value, before(currency), { moreIsBad: true, before: money(before(currency), currency) })],
    })),
  ];
}

function steps(rows, shop) {
  return dataTable({
    caption: "Abandoned carts by the last step they reached",
    columns: [
      { ...column("Last step", (row) => STEP_NAMES[row.step] ?? row.step), heading: true },
      numeric("Carts", (row) => count(row.carts), { className: "num strong" }),
      numeric("Value", (row) => money(row.value, row.currency ?? shop.currency)),
    ],
    rows,
  });
}

function table(rows, shop, view) {
  return dataTable({
    caption: "Abandoned carts, the last first",
    className: "carts-report",
    columns: [
      { ...column("Left at", (row) => dateTime(row.abandonedAt, shop.timeZone), "time"), heading: true },
      numeric("Value", (row) => money(row.value, row.currency), { className: "num strong" }),
      column("Last step", (row) => STEP_NAMES[row.lastStep] ?? row.lastStep),
      column("In it", (row) => contents(row.items, count), "clip contents"),
      column("Source", (row) => valueName("source", row.source)),
      column("Device", (row) => valueName("device", row.device)),
      column("Country", (row) => valueName("country", row.country)),
      { label: "Visitor", node: (row) => link("Path", pageAddress({ ...view, report: "session", own: { id: row.sessionId } })) },
    ],
    rows,
  });
}
