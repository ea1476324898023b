// The minutes of the last hour -> what the chart draws and says. Pure.

import { axisCount, axisMoney, count, minute, minuteOfHour, money } from "./format.js";

/** Columns as uPlot wants them. Revenue becomes a number only here, where a pixel is coarser than any rounding. */
export function columns(lastHour) {
  return {
    seconds: lastHour.map((row) => Date.parse(row.minute) / 1000),
    events: lastHour.map((row) => row.events),
    revenue: lastHour.map((row) => (row.grossRevenue === null ? null : Number(row.grossRevenue))),
    provisional: lastHour.map((row) => row.provisional),
  };
}

/** From zero to a little above the highest bar, and never an empty range. */
export function zeroBased(highest, smallest) {
  return [0, Math.max(highest ?? 0, smallest) * 1.08];
}

/** Which minutes carry a label: the round ones of the shop's own clock. */
export function labelled(lastHour, timeZone, everyMinutes) {
  return lastHour
    .filter((row) => minuteOfHour(row.minute, timeZone) % everyMinutes === 0)
    .map((row) => Date.parse(row.minute) / 1000);
}

/** One minute in words, for the line above the chart and for the screen reader. */
export function describe(row, shop) {
  return {
    time: minute(row.minute, shop.timeZone),
    events: count(row.events),
    sessions: count(row.sessions),
    orders: count(row.orders),
    revenue: money(row.grossRevenue, shop.currency),
    provisional: row.provisional,
  };
}

export function sentence(row, shop) {
  const said = describe(row, shop);
  return `${said.time}: events ${said.events}, sessions ${said.sessions}, orders ${said.orders}, revenue ${said.revenue}`
    + (said.provisional ? ", provisional" : "");
}

/** What a sighted reader takes from the chart at a glance. */
export function summary(lastHour, shop) {
  if (lastHour.length === 0) return "No minutes to show yet.";
  const busiest = lastHour.reduce((best, row) => (row.events > best.events ? row : best));
  const from = minute(lastHour[0].minute, shop.timeZone);
  const to = minute(lastHour.at(-1).minute, shop.timeZone);
  const peak = busiest.events === 0
    ? "no events"
    : `at most ${count(busiest.events)} events a minute, at ${minute(busiest.minute, shop.timeZone)}`;
  return `${from} to ${to}, ${shop.timeZone}: ${peak}.`;
}

export const axisLabel = { events: axisCount, revenue: axisMoney };
