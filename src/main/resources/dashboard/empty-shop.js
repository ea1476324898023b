// A shop that has never sent an event gets a hint instead of a page of zeros without a word.

import { byId, setText } from "./dom.js";

export function drawEmptyShop(frame) {
  const empty = frame.newestEvents.length === 0 && frame.partitions.every((sum) => sum.received === 0);
  byId("empty-shop").hidden = !empty;
  // The example is of today, or its event would not show up among today's.
  if (empty) setText(byId("example-time"), `${frame.at.slice(0, 19)}Z`);
}
