// The buckets of a series -> what the chart over time says. Pure.

import { change, minute, shortDay } from "../format.js";
import { METRICS } from "./metrics.js";

/** A bucket's name: its hour in the shop's time, or its day. */
export const bucketName = (bucket, interval, timeZone) =>
  (interval === "hour" ? minute(bucket.at, timeZone) : shortDay(bucket.day));

/** One row for the table, the line above the chart and the screen reader. */
export function rowsOf({ data, shop }, name) {
  const { text } = METRICS[name];
  return data.series.map((bucket, index) => {
    const before = data.previousSeries[index]?.[name] ?? null;
    return {
      when: bucketName(bucket, data.interval, shop.timeZone),
      now: text(bucket[name], shop.currency),
      before: text(before, shop.currency),
      change: change(bucket[name], before),
      provisional: bucket.provisional,
    };
  });
}

export const sentence = (row) =>
  `${row.when}: ${row.now}, before ${row.before}, change ${row.change}${row.provisional ? ", provisional" : ""}`;

/** What a sighted reader takes from the chart at a glance. */
export function summary({ data, shop }, name) {
  const known = data.series.filter((bucket) => bucket[name] !== null && bucket[name] !== undefined);
  if (known.length === 0) return "Not measured in these days.";
  const highest = known.reduce((best, bucket) => (Number(bucket[name]) > Number(best[name]) ? bucket : best));
  const { label, text } = METRICS[name];
  const first = bucketName(data.series[0], data.interval, shop.timeZone);
  const last = bucketName(data.series.at(-1), data.interval, shop.timeZone);
  return `${label} from ${first} to ${last}, the highest ${text(highest[name], shop.currency)} at `
    + `${bucketName(highest, data.interval, shop.timeZone)}.`;
}

/** Indexes that carry a label, so that at most `most` do, evenly from the first. */
export function labelled(length, most) {
  const step = Math.max(1, Math.ceil(length / most));
  return Array.from({ length: Math.ceil(length / step) }, (_, index) => index * step);
}
