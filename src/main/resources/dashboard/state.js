// Says whether the numbers are live. A page that looks live and is not would be a bug.

import { byId, setText } from "./dom.js";
import { clock, count } from "./format.js";
import { freshness } from "./freshness.js";

const WORDS = {
  connecting: () => "Connecting",
  live: () => "Live",
  stale: (time) => `Stale since ${time}`,
  paused: (time) => `Paused at ${time}`,
};

/** Shows the state of what was seen last. The status is announced only when its words change. */
export function drawState(seen, frame, nowMs) {
  const { state, since } = freshness(seen, nowMs);
  document.documentElement.dataset.state = state;
  setText(byId("state"), WORDS[state](since && clock(since, frame.shop.timeZone)));
  document.title = titleOf(state, frame);
}

export function drawAsOf(frame) {
  const time = byId("as-of");
  time.dateTime = frame.at;
  setText(time, clock(frame.at, frame.shop.timeZone));
}

function titleOf(state, frame) {
  if (state === "stale") return "Stale · Caravan";
  const visitors = frame?.live.visitorsNow ?? null;
  return visitors === null ? "Caravan" : `${count(visitors)} visitors now · Caravan`;
}
