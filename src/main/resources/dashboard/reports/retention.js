// Retention: of the visitors who first came in a week, how many came again in each week after.

import { create } from "../dom.js";
import { count, percent, shortDay } from "../format.js";
import { cohorts, heat } from "./cohorts.js";
import { panel } from "./panel.js";
import { column, dataTable, numeric } from "./table.js";

export function drawRetention({ data }) {
  const rows = cohorts(data.weeks);
  if (rows.length === 0) return null;
  const heatOf = heat(rows);
  return [panel("Visitors who came back", dataTable({
    caption: "Share of each week's new visitors who came back, by weeks since",
    className: "retention-report",
    columns: [
      { ...column("First seen in the week of", (row) => shortDay(row.cohort)), heading: true },
      numeric("Visitors", (row) => count(row.visitors), { className: "num strong" }),
      ...rows[0].shares.map((_, week) => ({
        label: week === 0 ? "That week" : `+${week}`,
        className: "num heat-cell",
        node: (row) => cell(row.shares[week], heatOf(row.shares[week], week)),
      })),
    ],
    rows,
  }), create("p", "quiet below", "Weeks begin on Monday in the shop's time; the last one of each row may still be running. The stronger the ground, the more came back."))];
}

function cell(share, heatOfShare) {
  const text = create("span", "heat", share === null ? "" : percent(share));
  text.style.setProperty("--heat", heatOfShare.toFixed(3));
  return text;
}
