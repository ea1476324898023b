// More or less than in the days before: an arrow, a percentage and a colour that is never the only sign.

import { create } from "../dom.js";
import { change, changeRatio } from "../format.js";

/**
 * @param {{moreIsBad?: boolean, before?: string}} options before: what stood there, in words
 */
export function changeNote(now, before, { moreIsBad = false, before: said } = {}) {
  const ratio = changeRatio(now, before);
  const note = create("span", `note change ${tone(ratio, moreIsBad)}`.trim());
  note.append(...arrow(ratio), change(now, before));
  if (said && ratio !== null) note.append(create("span", "quiet", ` from ${said}`));
  return note;
}

/** For the eye an arrow, for the ear a word. */
function arrow(ratio) {
  if (Math.abs(ratio ?? 0) < 0.0005) return [];
  const seen = create("span", "", ratio > 0 ? "▲ " : "▼ ");
  seen.setAttribute("aria-hidden", "true");
  return [seen, create("span", "vh", ratio > 0 ? "more by " : "less by ")];
}

function tone(ratio, moreIsBad) {
  if (Math.abs(ratio ?? 0) < 0.0005) return "";
  return ratio > 0 === moreIsBad ? "worse" : "better";
}
