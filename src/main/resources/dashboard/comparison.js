// Against yesterday and last week: two lines under a figure.

import { byId, create, setText } from "./dom.js";
import { change, changeInPoints, WORDS } from "./change.js";

const DAYS = [["yesterday", "yesterday"], ["lastWeek", "last week"]];
const FIGURES = [
  ["events", ({ events }) => events, change],
  ["sessions", ({ sessions }) => sessions, change],
  ["orders", ({ orders }) => orders, change],
  ["revenue", ({ grossRevenue }) => grossRevenue, change],
  ["conversion", ({ conversion }) => conversion, changeInPoints],
  ["aov", ({ averageOrderValue }) => averageOrderValue, change],
];

export function drawComparison({ today, comparison }) {
  const now = { ...today, ...today.money[0] };
  for (const [figure, value, changeOf] of FIGURES) {
    const lines = linesOf(byId(`${figure}-change`));
    DAYS.forEach(([day], index) => {
      const then = comparison[day];
      fill(lines[index], changeOf(value(now), then === null ? null : value(then)));
    });
  }
}

function linesOf(holder) {
  if (holder.childElementCount === 0) holder.append(...DAYS.map(([, name]) => line(name)));
  return holder.children;
}

function line(name) {
  const element = create("span", "change");
  element.append(create("span", "change-by"), create("span", "vh"), create("span", "change-day", name));
  return element;
}

function fill(element, { way, text }) {
  element.dataset.way = way;
  setText(element.children[0], text);
  setText(element.children[1], ` ${WORDS[way]} `);
}
