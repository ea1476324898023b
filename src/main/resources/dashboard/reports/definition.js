// "How it counts": the definition of a number, the statement that computes it, and the way to the events behind.

import { byId, setText } from "../dom.js";
import { ask } from "./api.js";
import { pageAddress } from "./address.js";

/** The page's own; what else is counted, the server defines. */
const PROVISIONAL = {
  title: "Provisional",
  definition: "Events may come up to 10 minutes late, and each counts in its own hour and day. A day or hour that ended less than 10 minutes ago, or is still running, can change.",
};
let known = null;

export function makeDefinitions(currentView) {
  const dialog = byId("definition");
  document.addEventListener("click", (event) => {
    const asked = event.target.closest("[data-counts]");
    if (asked) open(asked.dataset.counts, currentView());
  });
  definitions().then(() => { byId("how").hidden = false; }, () => {});
  byId("definition-close").addEventListener("click", () => dialog.close());
  // A click beside it closes it; a click in it has an inner element as its target.
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
}

async function open(name, view) {
  show(await definitionOf(name), view);
  if (!byId("definition").open) byId("definition").showModal();
}

async function definitionOf(name) {
  if (name === "provisional") return PROVISIONAL;
  try {
    await definitions();
  } catch (failure) {
    return { title: "How it counts", definition: failure.message };
  }
  return known.get(name) ?? { title: "How it counts", definition: "Nobody has written this definition down." };
}

async function definitions() {
  known ??= new Map((await ask("api/definitions")).map((definition) => [definition.name, definition]));
}

function show({ title, definition, sqlFile, sql, events }, view) {
  setText(byId("definition-title"), title);
  setText(byId("definition-text"), definition);
  setText(byId("definition-file"), sqlFile ?? "");
  setText(byId("definition-sql"), sql ?? "");
  byId("definition-sql").parentElement.hidden = !sql;
  byId("definition-file").hidden = !sql;
  byId("definition-events").hidden = !events;
  if (events) byId("definition-events").href = pageAddress({ ...view, report: "events", own: events });
}
