// The small pieces that the page Quality is made of.

import { create } from "../dom.js";
import { capitalised } from "./sentence.js";

/** A sentence's parts as nodes; names and values stand out. */
export function wordsOf(parts, tag = "span", className = "") {
  const box = create(tag, className);
  box.append(...capitalised(parts).map((part) => (typeof part === "string" ? part : create("code", "", part.code))));
  return box;
}

/** A sign with a word, in a colour that is never the only difference. */
export function mark({ sign, text, tone }) {
  const box = create("span", `mark ${tone}`);
  const seen = create("span", "sign", sign);
  seen.setAttribute("aria-hidden", "true");
  box.append(seen, text);
  return box;
}

export function button(text, act, more = {}) {
  const element = Object.assign(create("button", "button", text), { type: "button", ...more });
  element.addEventListener("click", act);
  return element;
}

/** Term and value pairs; what has no value is left out. */
export function pairsOf(pairs, className) {
  const list = create("dl", className);
  for (const [term, value] of pairs) {
    if (value === null || value === undefined) continue;
    const pair = create("div");
    const text = create("dd");
    text.append(value);
    pair.append(create("dt", "", term), text);
    list.append(pair);
  }
  return list;
}

/** Text as it was written, to scroll and to copy. */
export function source(text, label) {
  const box = create("pre", "source");
  Object.assign(box, { tabIndex: 0, ariaLabel: label, role: "region" });
  box.append(create("code", "", text));
  return box;
}

/** Copies the text and says so for a while. */
export function copyButton(text, label = "Copy") {
  const SAYS_SO_MS = 2000;
  const copy = button(label, async () => {
    const done = await navigator.clipboard.writeText(text).then(() => "Copied", () => "Not allowed");
    said.textContent = done;
    setTimeout(() => { said.textContent = ""; }, SAYS_SO_MS);
  });
  const said = create("span", "quiet copied");
  said.role = "status";
  const box = create("span", "copy");
  box.append(said, copy);
  return box;
}
