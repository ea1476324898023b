// The address in, a report out. Every choice is a link or changes the address, so that back, reload and sharing work.

import { byId, create, setText } from "./dom.js";
import { markTiles } from "./quality-mark.js";
import { REPORTS } from "./reports/catalog.js";
import { apiAddress, pageAddress, read } from "./reports/address.js";
import { ask } from "./reports/api.js";
import { withoutUncovered } from "./reports/coverage.js";
import { makeControls, offerValues, showChosen, showDays } from "./reports/controls.js";
import { makeDefinitions } from "./reports/definition.js";
import { showFacts, showNavigation, showTitle } from "./reports/head.js";
import { link } from "./reports/table.js";
import { whenLookChanges } from "./shell.js";

const BEHIND_AFTER_MS = 120_000;

let view = read(location.search, REPORTS);
let shown = null;
let offered = null;
let critical = [];
let running = new AbortController();

makeControls(() => view, go);
makeDefinitions(() => view);
document.addEventListener("click", followLink);
document.addEventListener("submit", followForm);
document.addEventListener("change", followSelect);
byId("refresh").addEventListener("click", load);
addEventListener("popstate", load);
whenLookChanges(redraw);
load();

function go(address) {
  history.pushState(null, "", address);
  load();
}

async function load() {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  view = read(location.search, REPORTS);
  const report = REPORTS[view.report];
  showNavigation(view);
  showTitle(view);
  showChosen(view, report.filters !== false);
  busy();
  try {
    // After the other: one request fills the page, the other only lists.
    const answer = await ask(apiAddress(view, report), signal);
    if (signal.aborted) return;
    draw(withoutUncovered(answer));
    await markWhatIsWrong(signal);
    await offer(signal);
  } catch (failure) {
    if (failure.name !== "AbortError") fail(failure);
  }
}

function busy() {
  setText(byId("state"), "Loading");
  byId("content").setAttribute("aria-busy", "true");
  if (shown?.report !== view.report) byId("content").replaceChildren(skeleton());
}

function skeleton() {
  const box = create("div", "skeleton");
  box.append(create("span", "vh", "Loading"), create("div"), create("div"));
  return box;
}

function draw(answer) {
  shown = { report: view.report, answer };
  showFacts(answer, REPORTS[view.report]);
  showDays(answer.range);
  const content = REPORTS[view.report].draw(answer, view) ?? [nothing()];
  const behind = isBehind(answer);
  finish(behind ? "behind" : "ready", behind ? "Catching up" : "Up to date", content);
}

/** Whether much of what is stored is not in the sums yet, as after an import. */
function isBehind({ at, asOf }) {
  return Date.parse(at) - Date.parse(asOf) > BEHIND_AFTER_MS;
}

/** A report stands without the list of values: should that fail, the selects keep what they offered before. */
async function offer(signal) {
  const answer = await ask(apiAddress({ ...view, own: {} }, { path: "filters", filters: false }), signal).catch(() => null);
  if (answer === null || signal.aborted) return;
  offered = answer.data;
  offerValues(offered, view);
}

/** A report stands without its marks too. */
async function markWhatIsWrong(signal) {
  const frame = await ask("api/snapshot", signal).catch(() => null);
  if (frame === null || signal.aborted) return;
  critical = frame.quality.critical;
  markTiles(critical);
}

function fail({ message }) {
  shown = null;
  byId("facts").replaceChildren();
  const box = create("div", "outage");
  box.role = "alert";
  const again = create("button", "button", "Try again");
  again.type = "button";
  again.addEventListener("click", load);
  box.append(create("p", "", message), again);
  finish("stale", "Not answered", [box]);
}

function finish(state, words, content) {
  document.documentElement.dataset.state = state;
  setText(byId("state"), words);
  byId("content").replaceChildren(...content);
  byId("content").setAttribute("aria-busy", "false");
}

function nothing() {
  const box = create("div", "hint");
  const words = isBehind(shown.answer)
    ? "The sums of these days are still being made; refresh in a minute."
    : "No session, order or event of these days fits what is asked for.";
  box.append(create("h3", "", "Nothing in these days"), create("p", "", words));
  const ways = create("p", "pager");
  if (Object.keys(view.filters).length > 0) ways.append(link("Clear filters", pageAddress({ ...view, filters: {}, own: {} }), "button"));
  if (view.days.range !== "90d") ways.append(link("90 days", pageAddress({ ...view, days: { range: "90d" }, own: {} }), "button"));
  box.append(ways);
  return box;
}

function redraw() {
  if (shown === null) return;
  draw(shown.answer);
  markTiles(critical);
  if (offered !== null) offerValues(offered, view);
}

/** Links within the page change the address only; with a key held, or to a file, they stay what they are. */
function followLink(event) {
  const anchor = event.target.closest("a[href]");
  if (!anchor || anchor.download || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const target = new URL(anchor.href);
  if (target.pathname !== location.pathname || target.hash !== "") return;
  event.preventDefault();
  byId("definition").close();
  go(anchor.href);
  if (!anchor.closest("#ranges, #reports-nav")) byId("report").focus();
  else document.querySelector(`[href="${CSS.escape(anchor.getAttribute("href"))}"]`)?.focus();
}

function followForm(event) {
  const { address } = event.target.dataset;
  if (!address) return;
  event.preventDefault();
  go(withParameters(address, new FormData(event.target)));
}

function followSelect(event) {
  const { address, parameter } = event.target.dataset;
  if (address) go(withParameters(address, [[parameter, event.target.value]]));
}

function withParameters(address, pairs) {
  const url = new URL(address, location.href);
  for (const [name, value] of pairs) if (value !== "") url.searchParams.set(name, value);
  return url.href;
}
