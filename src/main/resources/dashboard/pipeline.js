// The page Pipeline: what the server has seen in, tables and picture out.

import { byId, headingCell, numberCell, setText, tableOf, textCell } from "./dom.js";
import { layersOf } from "./flow-layout.js";
import { drawFlow } from "./flow-picture.js";
import { bytes, duration, flowText, isWrong, millis, stateText, troubleText, verdictOf } from "./flow-words.js";
import { clock, count, dayOf } from "./format.js";
import { poll } from "./poll.js";
import { drawRoutes } from "./route-table.js";
import { whenLookChanges } from "./shell.js";

const POLL_MS = 2000;
const BATCHES = 20;
const PARTITIONS = 6;
let timeZone;
let last = null;

const drawArrows = tableOf(byId("arrow-rows"), [
  headingCell((arrow) => arrow.fromTitle),
  textCell((arrow) => arrow.toTitle),
  numberCell((arrow) => `${flowText(arrow).figure} ${flowText(arrow).unit}`),
  { fill: (cell, arrow) => wrong(cell, troubleText(arrow) || "–", arrow.failedPerSecond > 0) },
], { nothing: "No arrows yet" });

const drawPartitions = tableOf(byId("partition-rows"), [
  headingCell((one) => one.label),
  { className: "num strong", fill: (cell, one) => setText(cell, count(one.lagEvents)) },
  { className: "num", fill: (cell, one) => wrong(cell, duration(one.lagSeconds), one.lagSeconds >= 60, "num") },
  numberCell((one) => count(one.endOffset)),
  numberCell((one) => count(one.nextOffset)),
  numberCell((one) => count(one.stored)),
  numberCell((one) => count(one.duplicates)),
  numberCell((one) => count(one.dead)),
  { fill: (cell, one) => wrong(cell, one.sumsAgree ? "✓ yes" : "✗ no", !one.sumsAgree) },
  textCell((one) => (one.consumedHere ? "here" : "–"), "quiet"),
], { least: PARTITIONS, nothing: "No partitions yet" });

const drawBatches = tableOf(byId("batch-rows"), [
  headingCell((batch) => clock(batch.at, timeZone)),
  numberCell((batch) => count(batch.records), "strong"),
  numberCell((batch) => count(batch.stored)),
  numberCell((batch) => count(batch.duplicates)),
  numberCell((batch) => count(batch.dead)),
  numberCell((batch) => millis(batch.durationMs)),
  textCell((batch) => batch.partitions.join(", "), "quiet"),
], { least: BATCHES, most: BATCHES, nothing: "None stored since the start" });

const narrow = matchMedia("(max-width: 760px)");
const openWhereThereIsNoPicture = () => { byId("arrow-details").open = narrow.matches; };
narrow.addEventListener("change", openWhereThereIsNoPicture);
openWhereThereIsNoPicture();

poll("api/pipeline", POLL_MS, {
  answer: (overview) => {
    last = overview;
    draw(overview);
    showState("live", "Live");
  },
  failed: () => showState("stale", `Stale${last === null ? "" : ` since ${clock(last.at, timeZone)}`}`),
});

whenLookChanges(() => last && draw(last));

function draw(overview) {
  timeZone = overview.timeZone;
  const verdict = verdictOf(overview, Date.parse(overview.at));
  const line = byId("flow-verdict");
  line.className = `verdict ${verdict.good === null ? "quiet" : verdict.good ? "good" : "bad"}`;
  setText(line, verdict.text);
  const graph = drawFlow(byId("flow"), overview);
  const titles = new Map(graph.nodes.map((node) => [node.id, node.title]));
  const layer = layersOf(graph);
  const inOrder = [...graph.arrows].sort((a, b) => layer.get(a.from) - layer.get(b.from));
  drawArrows(inOrder.map((arrow) => ({ ...arrow, fromTitle: titles.get(arrow.from), toTitle: titles.get(arrow.to) })));
  drawFigures(overview);
  const topics = new Set(overview.partitions.map((one) => one.topic));
  drawPartitions(overview.partitions.map((one) => ({
    ...one, label: topics.size > 1 ? `${one.topic} ${one.partition}` : `${one.partition}`,
  })));
  drawBatches(overview.batches);
  drawRoutes(byId("route-table"), overview.stages);
  byId("as-of").dateTime = overview.at;
  setText(byId("as-of"), clock(overview.at, timeZone));
  setText(byId("instance"), overview.instance);
  setText(byId("shop-day"), dayOf(overview.at, timeZone));
  setText(byId("shop-zone"), timeZone);
  setText(byId("foot-zone"), timeZone);
}

function drawFigures({ partitions, latency, database, broker }) {
  const lags = partitions.map((one) => one.lagEvents).filter((lag) => lag !== null);
  const known = partitions.filter((one) => one.lagEvents !== null);
  const ages = known.map((one) => one.lagSeconds);
  setText(byId("lag"), lags.length === 0 ? "–" : count(lags.reduce((all, lag) => all + lag, 0)));
  // If one of them can't be read, it may be the oldest.
  setText(byId("lag-age"), ages.length === 0 || ages.includes(null) ? "–" : duration(Math.max(...ages)));
  percentiles("store", latency.eventToStoreMs);
  percentiles("frame", latency.storeToFrameMs);
  figure("database", stateText(database.state) || "–", isWrong(database.state));
  const circuit = database.circuit === "closed" ? "" : `, circuit ${database.circuit.replace("_", " ")}`;
  setText(byId("database-note"), `${database.poolActive} of ${database.poolMax} connections${circuit}`);
  setText(byId("database-size"), bytes(database.sizeBytes));
  figure("broker", stateText(broker.state) || "–", isWrong(broker.state));
  const replicas = broker.replicationOk === null ? "" : broker.replicationOk ? ", all replicas in sync" : `, ▲ ${broker.underReplicated} lack replicas`;
  setText(byId("broker-note"), `${count(broker.nodes.length)} ${broker.nodes.length === 1 ? "broker" : "brokers"}${replicas}`);
  setText(byId("database-since"), sinceText(database));
  setText(byId("broker-since"), sinceText(broker));
}

const sinceText = ({ since }) => (since === null ? "–" : clock(since, timeZone));

function percentiles(id, found) {
  setText(byId(`${id}-p50`), millis(found?.p50));
  setText(byId(`${id}-p99`), `99 % under ${millis(found?.p99)}`);
}

function figure(id, text, isBad) {
  const element = byId(id);
  element.classList.toggle("bad", isBad);
  setText(element, text);
}

function wrong(cell, text, isBad, className = "") {
  cell.className = `${className} ${isBad ? "bad" : ""}`.trim();
  setText(cell, text);
}

function showState(state, words) {
  document.documentElement.dataset.state = state;
  setText(byId("state"), words);
  document.title = state === "stale" ? "Stale · Pipeline · Caravan" : "Pipeline · Caravan";
}
