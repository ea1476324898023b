// What a number means: the popovers say it in the page; the server adds the statement behind the number and the way to its events.

import { create } from "./dom.js";

let answer = null;

/** Each `[data-definition]` popover gets its statement when it is opened for the first time. */
export function explainNumbers() {
  for (const about of document.querySelectorAll("[data-definition]")) about.addEventListener("beforetoggle", explain);
}

async function explain({ newState, currentTarget: about }) {
  if (newState !== "open" || about.dataset.explained) return;
  about.dataset.explained = "yes";
  const definition = (await definitions()).find(({ name }) => name === about.dataset.definition);
  if (definition) about.append(...partsOf(definition));
  else delete about.dataset.explained;
}

// A server without them leaves the page as it is, and is asked again the next time.
async function definitions() {
  try {
    answer ??= fetch("api/definitions").then((response) => (response.ok ? response.json() : Promise.reject(response.status)));
    return await answer;
  } catch {
    answer = null;
    return [];
  }
}

function partsOf({ sql, sqlFile, events }) {
  const parts = [];
  if (sql) {
    const details = create("details", "about-sql");
    const code = create("pre");
    code.tabIndex = 0;
    code.append(create("code", "", sql));
    details.append(create("summary", "", sqlFile ? `The statement, ${sqlFile.split("/").at(-1)}` : "The statement"), code);
    parts.push(details);
  }
  if (events) {
    const link = create("a", "about-events", "The events behind it");
    link.href = `reports.html?${new URLSearchParams({ report: "events", range: "today", ...events })}`;
    parts.push(link);
  }
  return parts;
}
