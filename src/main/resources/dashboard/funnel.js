// From visit to order: one bar a step.

import { byId, create, numberCell, setText, tableOf } from "./dom.js";
import { count, percent } from "./format.js";
import { steps } from "./funnel-steps.js";

const draw = tableOf(byId("funnel-rows"), [
  { heading: true, fill: fillStep },
  numberCell((step) => count(step.sessions), "strong"),
  numberCell((step) => percent(step.ofAll)),
  numberCell((step) => percent(step.ofPrevious)),
], { least: 5 });

export const drawFunnel = ({ today }) => draw(steps(today.funnel));

function fillStep(cell, step) {
  if (!cell.firstElementChild) {
    const bar = create("span", "bar");
    bar.setAttribute("aria-hidden", "true");
    cell.append(create("span"), bar);
  }
  setText(cell.firstElementChild, step.label);
  cell.lastElementChild.style.setProperty("--share", String(step.ofAll ?? 0));
}
