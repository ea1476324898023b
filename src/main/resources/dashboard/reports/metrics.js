// What can be drawn over time, and how each is written. Pure.

import { axisCount, axisMoney, count, money, percent } from "../format.js";

const counted = (label, counts, tables) => ({ label, counts, tables, number: Number, text: count, axis: axisCount });
const paid = (label, counts, more = {}) => ({ label, counts, tables: "orders daily_aggregations", number: Number, text: money, axis: axisMoney, ...more });

/** By the field's name in the answer. tables: what it is read from; text and axis take a value and the shop's currency. */
export const METRICS = {
  grossRevenue: paid("Gross revenue", "gross_revenue"),
  netRevenue: paid("Net revenue", "net_revenue"),
  orders: counted("Orders", "orders", "orders daily_aggregations"),
  averageOrderValue: paid("Average order", "average_order_value"),
  sessions: counted("Sessions", "sessions", "sessions daily_aggregations"),
  visitors: counted("Visitors", "visitors", "sessions daily_aggregations"),
  conversion: {
    isRatio: true, label: "Conversion", counts: "conversion", tables: "sessions daily_aggregations", number: Number, text: (ratio) => percent(ratio, 2), axis: (ratio) => percent(ratio, 1),
  },
  refunds: paid("Refunds", "refunds", { moreIsBad: true }),
};

/** A series as uPlot wants it: a null is a gap. */
export const numbers = (series, name) =>
  series.map((bucket) => (bucket[name] === null || bucket[name] === undefined ? null : Number(bucket[name])));
