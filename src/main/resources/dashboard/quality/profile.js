// A suite proposed from what a table holds today.

import { create } from "../dom.js";
import { send } from "../reports/api.js";
import { api, pageAddress } from "./address.js";
import { copyButton, source } from "./parts.js";

const TABLES = ["events", "orders", "order_items", "sessions", "visitors", "product_stats", "metrics_minute", "daily_aggregations"];

/** The form; with a table in the address, the proposal below it. */
export function profileForm({ profile }) {
  const form = create("form", "search");
  form.dataset.address = pageAddress({});
  const label = create("label", "", "Table or view ");
  const input = Object.assign(create("input"), { name: "profile", value: profile ?? "", autocomplete: "off", required: true });
  input.setAttribute("list", "profile-tables");
  const known = create("datalist");
  known.id = "profile-tables";
  known.append(...TABLES.map((table) => new Option(table, table)));
  label.append(input);
  form.append(label, known, Object.assign(create("button", "button", "Propose"), { type: "submit" }));
  const box = create("div", "profile");
  const proposal = create("div");
  proposal.setAttribute("aria-live", "polite");
  box.append(create("p", "quiet lead", "Looks at what a table holds now, and writes a suite that fits it: a first draft to weigh and to shorten."), form, proposal);
  if (profile) propose(profile, proposal);
  return box;
}

async function propose(table, place) {
  place.replaceChildren(create("p", "quiet", `Looking at ${table} …`));
  try {
    const { suite_yaml: yaml } = await send(api.profile, { table });
    const head = create("div", "source-head");
    head.append(create("h4", "", `Proposed suite of ${table}`), copyButton(yaml));
    place.replaceChildren(head, source(yaml, `Proposed suite of ${table}`));
  } catch (failure) {
    place.replaceChildren(create("p", "bad", failure.message));
  }
}
