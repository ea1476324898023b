// The address in, suites or one run out. Every choice is a link or changes the address, so that back, reload and sharing work.

import { byId, create, setText } from "./dom.js";
import { dayOf } from "./format.js";
import { api, pageAddress, read } from "./quality/address.js";
import { drawRun } from "./quality/run.js";
import { drawSuites } from "./quality/suites.js";
import { ask } from "./reports/api.js";
import { whenLookChanges } from "./shell.js";

let view = read(location.search);
let running = new AbortController();
let shown = null;
let results = null;
let timeZone;

document.addEventListener("click", followLink);
document.addEventListener("submit", followForm);
byId("refresh").addEventListener("click", refresh);
addEventListener("popstate", load);
whenLookChanges(() => shown && draw(shown));
load();

function go(address) {
  history.pushState(null, "", address);
  return load();
}

function refresh() {
  results = null;
  return load();
}

async function load() {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  view = read(location.search);
  document.title = `${view.suite ?? "Quality"} · Caravan`;
  busy();
  try {
    await knowShop(signal);
    const known = await (view.suite ? readRun(signal) : readSuites(signal));
    if (!signal.aborted) draw(known);
  } catch (failure) {
    if (failure.name !== "AbortError") fail(failure);
  }
}

/** The shop's time zone stands in each frame. Without a frame times are those of the browser. */
async function knowShop(signal) {
  if (timeZone !== undefined) return;
  const frame = await ask("api/snapshot", signal).catch(stopIfAborted);
  timeZone = frame?.shop.timeZone;
  if (timeZone === undefined) return;
  setText(byId("shop-day"), dayOf(frame.at, timeZone));
  setText(byId("shop-zone"), timeZone);
  setText(byId("foot-zone"), timeZone);
}

async function readSuites(signal) {
  const answer = await ask(api.suites, signal);
  const trends = await Promise.all(answer.suites.map(async ({ name }) => [name, await readTrend(name, signal)]));
  return { suites: answer, trends: new Map(trends) };
}

async function readRun(signal) {
  const [{ suites }, history, trend] = await Promise.all([ask(api.suites, signal), ask(api.history(view), signal), readTrend(view.suite, signal)]);
  const suite = suites.find(({ name }) => name === view.suite) ?? null;
  const id = view.run ?? suite?.last_run?.run_id ?? history.runs[0]?.run_id;
  const run = id === undefined ? null : await readResults(id, signal);
  return { suite, run, history, trend };
}

/** What is already known needs no second question, when only a result is opened. */
async function readResults(id, signal) {
  if (results?.meta.caravan.run_id !== id) results = await ask(api.run(id), signal);
  return results;
}

/** A page stands without its lines. */
async function readTrend(suite, signal) {
  return (await ask(api.trend(suite), signal).catch(stopIfAborted))?.points;
}

function stopIfAborted(failure) {
  if (failure.name === "AbortError") throw failure;
  return undefined;
}

function busy() {
  setText(byId("state"), "Loading");
  byId("content").setAttribute("aria-busy", "true");
  if (shown === null) byId("content").replaceChildren(skeleton());
}

function skeleton() {
  const box = create("div", "skeleton");
  box.append(create("span", "vh", "Loading"), create("div"), create("div"));
  return box;
}

function draw(known) {
  shown = known;
  const how = { view, timeZone, nowMs: Date.now(), ran };
  const content = known.suites ? drawSuites(known.suites, known.trends, how) : drawRun(known, how);
  finish("ready", "Up to date", content);
}

/** A run that was asked for is over: the newest is shown, and whoever pressed the button still stands on it. A window keeps its id. */
async function ran(suite) {
  results = null;
  await (view.suite ? go(pageAddress({ suite })) : load());
  document.querySelector(`[data-runs="${CSS.escape(suite)}"]`)?.focus();
}

function fail({ message }) {
  shown = null;
  const box = create("div", "outage");
  box.role = "alert";
  const again = Object.assign(create("button", "button", "Try again"), { type: "button" });
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

/** Links within the page change the address only; with a key held they stay what they are. */
async function followLink(event) {
  const anchor = event.target.closest("a[href]");
  if (!anchor || anchor.download || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const target = new URL(anchor.href);
  if (target.pathname !== new URL("quality.html", location.href).pathname || target.hash !== "") return;
  event.preventDefault();
  const said = anchor.dataset.said;
  await go(anchor.href);
  refocus(said);
}

/** What was drawn anew has lost the focus: back to the same expectation, else to the top of what is new. */
function refocus(said) {
  const same = said && [...document.querySelectorAll("[data-said]")].find((one) => one.dataset.said === said);
  (same || byId("suite-title") || byId("quality")).focus();
}

function followForm(event) {
  const { address } = event.target.dataset;
  if (!address) return;
  event.preventDefault();
  const url = new URL(address, location.href);
  for (const [name, value] of new FormData(event.target)) if (value !== "") url.searchParams.set(name, value);
  go(url.href);
}
