// Funnel: how many sessions came how far, and where they left.

import { create } from "../dom.js";
import { count, percent } from "../format.js";
import { changeNote } from "./change.js";
import { STEP_NAMES } from "./names.js";
import { panel } from "./panel.js";
import { dataTable, numeric } from "./table.js";

export function drawFunnel({ data }) {
  if (data.steps[0].sessions === 0) return null;
  const rows = data.steps.map((step, index) => ({
    ...step, before: data.previous[index]?.sessions ?? null, left: index === 0 ? null : data.steps[index - 1].sessions - step.sessions,
  }));
  return [panel("From visit to order", dataTable({
    caption: "Sessions that reached each step",
    className: "funnel-report",
    columns: [
      { label: "Step", heading: true, node: bar },
      numeric("Sessions", (step) => count(step.sessions), { className: "num strong" }),
      { label: "Change", className: "num", node: (step) => changeNote(step.sessions, step.before) },
      numeric("Of all", (step) => percent(step.ofAll)),
      numeric("Of step before", (step, index) => percent(step.left === null ? null : step.ofPrevious)),
      numeric("Left here", (step) => count(step.left)),
      numeric("Drop-off", (step) => percent(step.left === null || step.ofPrevious === null ? null : 1 - step.ofPrevious)),
    ],
    rows,
  }))];
}

function bar(step) {
  const box = create("span", "step");
  const line = create("span", "share");
  line.setAttribute("aria-hidden", "true");
  line.style.setProperty("--share", String(step.ofAll ?? 0));
  box.append(create("span", "", STEP_NAMES[step.step] ?? step.step), line);
  return box;
}
