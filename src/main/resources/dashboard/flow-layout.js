// Where each stage and place stands in the picture. Pure: the same flow gives the same picture, whatever its rates.

const NODE = { width: 136, height: 74 };
const GAP = { x: 68, y: 26 };
const MARGIN = 4;
// Decides only where arrows go in circles, and the order from top to bottom.
const RANK = ["files", "senders", "stage", "topic", "other", "database", "browsers"];

/** Stages and places with the arrows between them: all routes of a stage are one node. */
export function graphOf({ stages, places, edges }) {
  const stageOf = new Map();
  for (const stage of stages) for (const route of stage.routes) stageOf.set(route.id, `stage ${stage.id}`);
  const leadsOn = new Set(edges.map((edge) => edge.from));
  const arrows = new Map();
  for (const edge of edges) {
    const from = stageOf.get(edge.from) ?? edge.from;
    const to = stageOf.get(edge.to) ?? edge.to;
    const onlyAnswers = stageOf.has(edge.from) && stageOf.has(edge.to) && !leadsOn.has(edge.to);
    if (from !== to && !onlyAnswers) merge(arrows, from, to, edge);
  }
  const touched = new Set([...arrows.values()].flatMap((arrow) => [arrow.from, arrow.to]));
  const nodes = [
    ...stages.map((stage) => ({ id: `stage ${stage.id}`, kind: "stage", title: stage.title, state: stage.state, stage })),
    ...places.map((place) => ({ ...place, place })),
  ].filter((node) => node.kind === "stage" || touched.has(node.id));
  return { nodes, arrows: [...arrows.values()] };
}

function merge(arrows, from, to, edge) {
  const key = `${from} -> ${to}`;
  const arrow = arrows.get(key) ?? { key, from, to, rates: new Map(), failedPerSecond: 0, queue: 0, waits: from.startsWith("topic:") };
  arrow.rates.set(edge.label, sum(arrow.rates.get(edge.label), edge.ratePerSecond));
  arrow.failedPerSecond += edge.failedPerSecond ?? 0;
  // What waits in a topic waits once, however many routes read it.
  arrow.queue = arrow.waits ? Math.max(arrow.queue, edge.queue ?? 0) : arrow.queue + (edge.queue ?? 0);
  arrows.set(key, arrow);
}

const sum = (before, value) => (value === null ? before ?? null : (before ?? 0) + value);

/**
 * The layer of each node, left to right: behind everything that sends to it. A circle is entered where the flow reaches it, and the arrow
 * that closes it is left out.
 */
export function layersOf({ nodes, arrows }) {
  const layer = new Map();
  const waiting = new Set(nodes.map((node) => node.id));
  const before = new Map(nodes.map((node) => [node.id, arrows.filter((arrow) => arrow.to === node.id).map((arrow) => arrow.from)]));
  const rank = new Map(nodes.map((node) => [node.id, RANK.indexOf(node.kind)]));
  while (waiting.size > 0) {
    const blockedBy = (id) => before.get(id).filter((other) => waiting.has(other) && other !== id).length;
    const isCutOff = (id) => blockedBy(id) > 0 && !before.get(id).some((other) => layer.has(other));
    const next = [...waiting].sort((a, b) => isCutOff(a) - isCutOff(b) || blockedBy(a) - blockedBy(b) || rank.get(a) - rank.get(b))[0];
    const placed = before.get(next).filter((id) => layer.has(id)).map((id) => layer.get(id));
    layer.set(next, placed.length === 0 ? 0 : Math.max(...placed) + 1);
    waiting.delete(next);
  }
  for (const node of nodes) pullToWhatFollows(node.id, layer, before, arrows);
  return layer;
}

/** What nothing sends to stands right before what it sends to, so that its arrow is short. */
function pullToWhatFollows(id, layer, before, arrows) {
  const after = arrows.filter((arrow) => arrow.from === id).map((arrow) => layer.get(arrow.to));
  if (before.get(id).length === 0 && after.length > 0) layer.set(id, Math.max(layer.get(id), Math.min(...after) - 1));
}

/** Boxes and lines in a picture of the returned width and height. */
export function layoutOf(graph) {
  const layer = layersOf(graph);
  const columns = [];
  for (const node of graph.nodes) (columns[layer.get(node.id)] ??= []).push(node);
  const rows = Math.max(1, ...columns.map((column) => column?.length ?? 0));
  const height = 2 * MARGIN + rows * NODE.height + (rows - 1) * GAP.y;
  const boxes = new Map();
  columns.forEach((column, x) => {
    const ordered = [...column].sort((a, b) => weight(graph, boxes, a) - weight(graph, boxes, b) || RANK.indexOf(a.kind) - RANK.indexOf(b.kind));
    const top = (height - ordered.length * NODE.height - (ordered.length - 1) * GAP.y) / 2;
    ordered.forEach((node, y) => boxes.set(node.id, {
      x: MARGIN + x * (NODE.width + GAP.x), y: top + y * (NODE.height + GAP.y), ...NODE,
    }));
  });
  const width = 2 * MARGIN + Math.max(1, columns.length) * (NODE.width + GAP.x) - GAP.x;
  return { width, height, boxes, lines: graph.arrows.map((arrow) => lineOf(arrow, boxes, graph.arrows)) };
}

/** The mean height of what a node is joined to on its left: keeps lines from crossing. */
function weight(graph, boxes, node) {
  const left = graph.arrows
    .filter((arrow) => arrow.to === node.id && boxes.has(arrow.from))
    .map((arrow) => boxes.get(arrow.from).y);
  return left.length === 0 ? Infinity : left.reduce((all, y) => all + y, 0) / left.length;
}

function lineOf(arrow, boxes, arrows) {
  const from = boxes.get(arrow.from);
  const to = boxes.get(arrow.to);
  const back = to.x <= from.x;
  const start = { x: back ? from.x : from.x + from.width, y: middle(from, port(arrow, arrows, "from", boxes)) };
  const end = { x: back ? to.x + to.width : to.x, y: middle(to, port(arrow, arrows, "to", boxes)) };
  const bend = Math.max(30, Math.abs(end.x - start.x) / 2) * (back ? -1 : 1);
  const path = `M${start.x} ${start.y} C${start.x + bend} ${start.y} ${end.x - bend} ${end.y} ${end.x} ${end.y}`;
  // Beside the end that has fewer lines, where the label has room.
  const atStart = count(arrows, "from", arrow.from) <= count(arrows, "to", arrow.to);
  const label = atStart
    ? { x: start.x + (back ? -GAP.x : GAP.x) / 2, y: start.y }
    : { x: end.x + (back ? GAP.x : -GAP.x) / 2, y: end.y };
  return { key: arrow.key, path, label };
}

const count = (arrows, end, id) => arrows.filter((arrow) => arrow[end] === id).length;

/** Several lines at one side of a box are spread, in the order of where they lead. */
function port(arrow, arrows, end, boxes) {
  const other = end === "from" ? "to" : "from";
  const beside = arrows
    .filter((one) => one[end] === arrow[end])
    .sort((a, b) => boxes.get(a[other]).y - boxes.get(b[other]).y);
  return (beside.indexOf(arrow) + 1) / (beside.length + 1);
}

const middle = (box, share) => Math.round((box.y + box.height * share) * 10) / 10;
