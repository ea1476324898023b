// Days and filters above the report. Each of them changes the address; the report follows the address.

import { byId, create } from "../dom.js";
import { count } from "../format.js";
import { FILTERS, firstPage, pageAddress, RANGES, withFilter } from "./address.js";
import { FILTER_NAMES, valueName } from "./names.js";
import { link } from "./table.js";

const RANGE_NAMES = { today: "Today", yesterday: "Yesterday", "7d": "7 days", "28d": "28 days", "90d": "90 days" };
const ANY = "any";
const selects = new Map();

/** @param {(address: string) => void} go */
export function makeControls(currentView, go) {
  byId("filters").append(...FILTERS.map(filterBox));
  for (const [name, select] of selects) {
    select.addEventListener("change", () => go(pageAddress(withFilter(currentView(), name, valueOf(select)))));
  }
  for (const id of ["from", "to"]) byId(id).addEventListener("change", () => ownDays(currentView(), go));
  byId("controls").addEventListener("submit", (event) => event.preventDefault());
}

function filterBox(name) {
  const label = create("label", "", FILTER_NAMES[name]);
  const select = create("select");
  select.id = `filter-${name}`;
  select.append(new Option("Any", ANY));
  selects.set(name, select);
  label.append(select);
  return label;
}

// A prefix keeps the value "any" of a shop apart from our own.
const optionOf = (value) => `=${value}`;

const valueOf = (select) => (select.value === ANY ? null : select.value.slice(1));

function ownDays(view, go) {
  const [from, to] = [byId("from").value, byId("to").value];
  if (from && to && from <= to) go(pageAddress(firstPage({ ...view, days: { from, to } })));
}

/** What is chosen, before any answer is there. */
export function showChosen(view, filtersApply) {
  byId("ranges").replaceChildren(...RANGES.map((range) => {
    const choice = link(RANGE_NAMES[range], pageAddress(firstPage({ ...view, days: { range } })));
    if (view.days.range === range) choice.setAttribute("aria-current", "true");
    return choice;
  }));
  if (view.days.from) showDays(view.days);
  for (const [name, select] of selects) {
    choose(name, select, view.filters[name]);
    select.disabled = !filtersApply;
    select.classList.toggle("set", view.filters[name] !== undefined);
  }
  byId("clear").hidden = Object.keys(view.filters).length === 0;
  byId("clear").href = pageAddress(firstPage({ ...view, filters: {} }));
}

function choose(name, select, value) {
  if (value === undefined) {
    select.value = ANY;
    return;
  }
  // A shared address may name a value that these days don't have.
  if (![...select.options].some((option) => option.value === optionOf(value))) {
    select.append(new Option(valueName(name, value), optionOf(value)));
  }
  select.value = optionOf(value);
}

/** The days that the answer is about. */
export function showDays({ from, to }) {
  byId("from").value = from;
  byId("to").value = to;
}

/** @param {Record<string, Array<{value: string, sessions: number}>>} values by filter, those with most sessions first */
export function offerValues(values, view) {
  for (const [name, select] of selects) {
    const offered = (values[name] ?? []).filter(({ value }) => name !== "category" || value !== "");
    select.replaceChildren(new Option("Any", ANY), ...offered.map(({ value, sessions }) =>
      new Option(`${valueName(name, value)} (${count(sessions)})`, optionOf(value))));
    choose(name, select, view.filters[name]);
  }
}
