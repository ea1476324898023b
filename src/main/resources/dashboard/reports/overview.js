// Overview: the figures with their change, one of them over time beside the days before, and money by currency.

import { create } from "../dom.js";
import { count, money } from "../format.js";
import { pageAddress } from "./address.js";
import { changeNote } from "./change.js";
import { METRICS } from "./metrics.js";
import { figures, panel } from "./panel.js";
import { column, dataTable, numeric } from "./table.js";
import { timeChart } from "./time-chart.js";

export function drawOverview(answer, view) {
  const { data, shop } = answer;
  if (data.totals.sessions === 0 && data.totals.orders === 0 && data.money.every((own) => own.orders === 0)) return null;
  const metric = view.own.metric in METRICS ? view.own.metric : "grossRevenue";
  const top = panel("In these days", figures(Object.keys(METRICS).map((name) => tile(name, data, shop))));
  const chart = panel("Over time", timeChart(answer, metric));
  chart.querySelector(".panel-head").append(choice(metric, view));
  const row = create("div", "report-row overview-row");
  row.append(chart, panel("Money by currency", moneyTable(data.money)));
  return [top, row];
}

function tile(name, { totals, previous }, { currency }) {
  const metric = METRICS[name];
  const about = name === "visitors" && totals.visitorsEstimated ? "≈ " : "";
  return {
    label: metric.label,
    counts: metric.counts,
    tables: metric.tables,
    figure: about + metric.text(totals[name], currency),
    notes: [changeNote(totals[name], previous[name], {
      moreIsBad: metric.moreIsBad, isRatio: metric.isRatio, before: metric.text(previous[name], currency),
    })],
  };
}

function choice(metric, view) {
  const label = create("label", "choice", "Show ");
  const select = create("select");
  select.id = "metric";
  for (const [name, { label: text }] of Object.entries(METRICS)) select.append(new Option(text, name, false, name === metric));
  select.dataset.address = pageAddress({ ...view, own: {} });
  select.dataset.parameter = "metric";
  label.append(select);
  return label;
}

const LINES = [
  ["Gross revenue", (own) => money(own.grossRevenue, own.currency)],
  ["Refunds", (own) => money(own.refunds, own.currency)],
  ["Net revenue", (own) => money(own.netRevenue, own.currency)],
  ["Average order", (own) => money(own.averageOrderValue, own.currency)],
  ["Orders", (own) => count(own.orders)],
  ["Amount unknown", (own) => count(own.ordersWithoutAmount)],
];

/** One column each, since currencies are never added up. */
function moneyTable(currencies) {
  return dataTable({
    caption: "Orders and revenue, each currency apart",
    className: "statement",
    columns: [
      { ...column("In", ([label]) => label), heading: true },
      ...currencies.map((own) => numeric(own.currency, ([, text]) => text(own))),
    ],
    rows: LINES,
  });
}
