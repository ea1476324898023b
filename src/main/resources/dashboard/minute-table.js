// The chart's numbers as a table. Filled only while it is open: sixty rows nobody sees cost time each second.

import { byId, headingCell, numberCell, tableOf, textCell } from "./dom.js";
import { describe } from "./minutes.js";

const details = byId("hour-details");
let newest = null;

const draw = tableOf(byId("hour-rows"), [
  headingCell((said) => said.time, "time"),
  numberCell((said) => said.events),
  numberCell((said) => said.sessions),
  numberCell((said) => said.orders),
  numberCell((said) => said.revenue),
  textCell((said) => (said.provisional ? "provisional" : "settled"), "quiet"),
]);

details.addEventListener("toggle", () => newest && drawMinuteTable(newest));

export function drawMinuteTable(frame) {
  newest = frame;
  if (details.open) draw(frame.lastHour.map((row) => describe(row, frame.shop)).reverse());
}
