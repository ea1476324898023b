// Draws the flow as SVG. Boxes and lines are made anew only when the routes change; rates change in place.

import { setText } from "./dom.js";
import { graphOf, layoutOf } from "./flow-layout.js";
import { bytes, flowText, isWrong, stateText, troubleText } from "./flow-words.js";
import { count } from "./format.js";

const SVG = "http://www.w3.org/2000/svg";
const MOST_LETTERS = 19;
let drawn = "";
let texts = new Map();

export function drawFlow(svg, overview) {
  const graph = graphOf(overview);
  const structure = JSON.stringify([graph.nodes.map((node) => node.id), graph.arrows.map((arrow) => arrow.key)]);
  if (structure !== drawn) {
    build(svg, graph);
    drawn = structure;
  }
  for (const node of graph.nodes) fillNode(texts.get(node.id), node, overview);
  for (const arrow of graph.arrows) fillArrow(texts.get(arrow.key), arrow);
  return graph;
}

function build(svg, graph) {
  const layout = layoutOf(graph);
  svg.setAttribute("viewBox", `0 0 ${layout.width} ${layout.height}`);
  texts = new Map();
  const lines = element("g");
  const boxes = element("g");
  const labels = element("g");
  for (const line of layout.lines) {
    const path = element("path", { d: line.path, class: "flow-line", "marker-end": "url(#flow-end)" });
    lines.append(path);
    const figure = label(labels, "flow-rate", line.label.x, line.label.y - 15);
    const unit = label(labels, "flow-unit", line.label.x, line.label.y - 4);
    const trouble = label(labels, "flow-trouble", line.label.x, line.label.y + 13);
    texts.set(line.key, { path, figure, unit, trouble });
  }
  for (const node of graph.nodes) boxes.append(boxOf(node, layout.boxes.get(node.id)));
  svg.replaceChildren(endMarker(), lines, boxes, labels);
}

function boxOf(node, box) {
  const group = node.kind === "stage" ? element("a", { href: `#stage-${node.stage.id}` }) : element("g");
  const rect = element("rect", { x: box.x, y: box.y, width: box.width, height: box.height, rx: node.kind === "stage" ? 8 : 20 });
  group.append(rect);
  const title = label(group, "flow-title", box.x + box.width / 2, box.y + 23);
  const state = label(group, "flow-state", box.x + box.width / 2, box.y + 42);
  const detail = label(group, "flow-detail", box.x + box.width / 2, box.y + 60);
  const full = element("title");
  group.append(full);
  setText(title, shortened(node.title));
  setText(full, node.title);
  texts.set(node.id, { group, state, detail });
  return group;
}

function fillNode({ group, state, detail }, node, overview) {
  group.setAttribute("class", `flow-node is-${node.kind} is-${node.state}${isWrong(node.state) ? " is-wrong" : ""}`);
  setText(state, stateText(node.state));
  setText(detail, detailOf(node, overview));
}

function detailOf(node, { database, partitions, edges }) {
  if (node.kind === "stage") return `${count(node.stage.routes.length)} ${node.stage.routes.length === 1 ? "route" : "routes"}`;
  if (node.kind === "database") return bytes(database.sizeBytes);
  if (node.kind !== "topic") return "";
  const own = partitions.filter((one) => `topic:${one.topic}` === node.id);
  if (own.length > 0) return `${count(own.length)} partitions`;
  const parked = edges.filter((edge) => edge.to === node.id).reduce((all, edge) => all + edge.total, 0);
  return `${count(parked)} since start`;
}

function fillArrow({ path, figure, unit, trouble }, arrow) {
  const flow = flowText(arrow);
  setText(figure, flow.figure);
  setText(unit, flow.unit);
  setText(trouble, troubleText(arrow));
  const moves = [...arrow.rates.values()].some((rate) => rate > 0);
  path.setAttribute("class", `flow-line${moves ? " moves" : ""}${arrow.failedPerSecond > 0 ? " fails" : ""}`);
}

function endMarker() {
  const marker = element("marker", {
    id: "flow-end", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto",
  });
  marker.append(element("path", { d: "M0 0 L8 4 L0 8 z", class: "flow-end" }));
  return marker;
}

/** A box is as wide as it is: of a long name, the last part tells it apart from others. */
function shortened(title) {
  if (title.length <= MOST_LETTERS) return title;
  const last = title.slice(title.lastIndexOf(".") + 1);
  return last.length < MOST_LETTERS ? `…${last}` : `…${title.slice(1 - MOST_LETTERS)}`;
}

function label(parent, className, x, y) {
  const text = element("text", { class: className, x, y, "text-anchor": "middle" });
  parent.append(text);
  return text;
}

function element(name, attributes = {}) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
