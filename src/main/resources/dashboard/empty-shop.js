// A shop that has never sent an event gets a hint instead of a page of zeros without a word.

import { byId, setText } from "./dom.js";
import { dateTime } from "./format.js";
import { storedPast } from "./past.js";

const PAST_STAYS_MS = 5_000;
let pastSeenMs = 0;

export function drawEmptyShop(frame) {
  const empty = frame.newestEvents.length === 0 && frame.partitions.every((sum) => sum.received === 0);
  byId("empty-shop").hidden = !empty;
  // The example is of today, or its event would not show up among today's.
  if (empty) setText(byId("example-time"), `${frame.at.slice(0, 19)}Z`);
}

/** While the shop's past is being stored, today's numbers are not yet true, and the page says so. It stays a while: what flickers moves the page. */
export function drawStoredPast(frame) {
  const at = storedPast(frame);
  if (at !== null) {
    pastSeenMs = Date.parse(frame.at);
    setText(byId("past-at"), dateTime(at, frame.shop.timeZone));
  }
  byId("past").hidden = Date.parse(frame.at) - pastSeenMs > PAST_STAYS_MS;
}
