// What was put aside today, by reason, with a way to the records.

import { byId, create, numberCell, setText, tableOf } from "./dom.js";
import { clock, count, words } from "./format.js";

const ROWS = 4;
let timeZone;

const draw = tableOf(byId("dead-rows"), [
  { heading: true, className: "clip", fill: fillReason },
  numberCell((reason) => count(reason.count), "strong"),
  numberCell((reason) => clock(reason.lastAt, timeZone), "quiet"),
], { least: ROWS, nothing: "None today" });

export function drawDeadLetters({ deadLetters, shop }) {
  timeZone = shop.timeZone;
  setText(byId("dead-total"), count(deadLetters.total));
  draw(deadLetters.today);
}

function fillReason(cell, { reason }) {
  const link = cell.querySelector("a") ?? create("a");
  if (!link.isConnected) cell.replaceChildren(link);
  link.href = `api/dead-letters?reason=${encodeURIComponent(reason)}`;
  setText(link, words(reason));
}
