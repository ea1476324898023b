// More or less than in the days before: an arrow, the change and a colour that is never the only sign.

import { change, changeInPoints } from "../change.js";
import { create } from "../dom.js";

const ARROWS = { up: ["▲ ", "more by "], down: ["▼ ", "less by "] };

/**
 * @param {{moreIsBad?: boolean, isRatio?: boolean, before?: string}} options isRatio: the change is in points; before: what stood there,
 *     in words
 */
export function changeNote(now, before, { moreIsBad = false, isRatio = false, before: said } = {}) {
  const { way, text } = (isRatio ? changeInPoints : change)(now, before);
  const note = create("span", `note change ${tone(way, moreIsBad)}`.trim());
  note.append(...arrow(way), text);
  if (said && way !== "none") note.append(create("span", "quiet", ` from ${said}`));
  return note;
}

/** For the eye an arrow, for the ear a word. */
function arrow(way) {
  if (!(way in ARROWS)) return [];
  const [sign, word] = ARROWS[way];
  const seen = create("span", "", sign);
  seen.setAttribute("aria-hidden", "true");
  return [seen, create("span", "vh", word)];
}

function tone(way, moreIsBad) {
  if (!(way in ARROWS)) return "";
  return (way === "up") === moreIsBad ? "worse" : "better";
}
