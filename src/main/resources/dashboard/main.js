// Frames in, page out. Nothing is computed here: the server sends what the page shows.

import { dropWhatIsOver, noteAlert } from "./alerts.js";
import { drawBestSellers } from "./best-sellers.js";
import { drawChart } from "./chart.js";
import { drawComparison } from "./comparison.js";
import { drawCountries } from "./countries.js";
import { drawDeadLetters } from "./dead-letters.js";
import { explainNumbers } from "./definitions.js";
import { byId } from "./dom.js";
import { drawEmptyShop, drawStoredPast } from "./empty-shop.js";
import { freshMsOf, redrawDelayMs } from "./freshness.js";
import { drawFunnel } from "./funnel.js";
import { listen } from "./live.js";
import { drawMinuteTable } from "./minute-table.js";
import { drawMoney } from "./money.js";
import { drawNewestEvents } from "./newest-events.js";
import { drawNewestOrders, noteOrder } from "./newest-orders.js";
import { drawOutage } from "./outage.js";
import { drawPartitions } from "./partitions.js";
import { markTiles } from "./quality-mark.js";
import { whenLookChanges } from "./shell.js";
import { drawAsOf, drawState } from "./state.js";
import { drawTiles } from "./tiles.js";

const CHECK_STATE_MS = 500;
const PANELS = [drawTiles, drawComparison, drawChart, drawMinuteTable, drawNewestOrders, drawCountries, drawFunnel, drawMoney,
  drawBestSellers, drawNewestEvents, drawPartitions, drawDeadLetters, drawEmptyShop, drawStoredPast, drawAsOf,
  ({ quality }) => markTiles(quality.critical), dropWhatIsOver];

const seen = { frameAt: null, freshMs: null, paused: false };
let shown = null;
let waiting = null;
let drawnMs = null;
let timer = null;

listen("api/stream", {
  snapshot: take,
  order: (order) => noteOrder(order),
  alert: noteAlert,
  outage: (outage) => drawOutage(outage, shown?.shop.timeZone),
});
// The stream begins with the next frame, up to a second away.
fetch("api/snapshot")
  .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
  .then((frame) => shown === null && take(frame))
  .catch(() => {}); // the stream says what is wrong
explainNumbers();
setInterval(showState, CHECK_STATE_MS);
whenLookChanges(redraw);
byId("pause").addEventListener("click", togglePause);
// Timers of a hidden tab run late; whoever comes back sees the newest frame at once.
document.addEventListener("visibilitychange", () => document.hidden || draw());

function take(frame) {
  if (waiting !== null && waiting.frame.at > frame.at) return;
  waiting = { frame, receivedMs: Date.now() };
  drawOutage(null);
  schedule();
}

function schedule() {
  timer ??= setTimeout(draw, redrawDelayMs(drawnMs, Date.now()));
}

/** Draws the newest frame. A frame counts as seen only once it is drawn: if a panel fails, the page turns stale. */
function draw() {
  clearTimeout(timer);
  timer = null;
  if (waiting === null || seen.paused) return;
  const { frame, receivedMs } = waiting;
  waiting = null;
  drawnMs = Date.now();
  for (const panel of PANELS) panel(frame);
  shown = frame;
  Object.assign(seen, { freshMs: freshMsOf(seen, frame.at, receivedMs), frameAt: frame.at });
  showState();
}

/** What stands on the page once more, in other colours or with figures hidden. */
function redraw() {
  if (shown === null) return;
  for (const panel of PANELS) panel(shown);
  showState();
}

function showState() {
  drawState(seen, shown, Date.now());
}

function togglePause({ currentTarget: button }) {
  seen.paused = !seen.paused;
  button.setAttribute("aria-pressed", String(seen.paused));
  draw();
  showState();
}
