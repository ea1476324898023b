// A panel of a report: its heading, and whatever stands in it.

import { create } from "../dom.js";

export function panel(title, ...content) {
  const box = create("section", "panel");
  const head = create("div", "panel-head");
  const heading = create("h3", "", title);
  heading.id = `panel-${title.toLowerCase().replaceAll(/\W+/g, "-")}`;
  box.setAttribute("aria-labelledby", heading.id);
  head.append(heading);
  box.append(head, ...content);
  return box;
}

/** Figures side by side: a term that opens its definition, the figure, a note below. */
export function figures(tiles) {
  const list = create("dl", "figures report-figures");
  list.append(...tiles.map(tile));
  return list;
}

function tile({ label, counts, tables, figure, notes = [] }) {
  const box = create("div", "tile");
  if (tables) box.dataset.tables = tables;
  const term = create("dt");
  const name = create(counts ? "button" : "span", counts ? "term" : "term plain", label);
  if (counts) Object.assign(name, { type: "button" }).dataset.counts = counts;
  term.append(name);
  const value = create("dd");
  value.append(create("span", "figure", figure), ...notes);
  box.append(term, value);
  return box;
}
