// The score of a week as a small line.

import { hoursOf, strokes, trendSummary } from "./trend.js";

const SVG = "http://www.w3.org/2000/svg";
const [WIDTH, HEIGHT, EDGE] = [132, 28, 3];

export function sparkline(points, nowMs, timeZone) {
  const hours = hoursOf(points, nowMs);
  const svg = drawn("svg", {
    class: "spark", viewBox: `${-EDGE} ${-EDGE} ${WIDTH + 2 * EDGE} ${HEIGHT + 2 * EDGE}`, role: "img", "aria-label": trendSummary(hours, timeZone),
  });
  svg.append(drawn("path", { class: "spark-top", d: `M0 0H${WIDTH}` }));
  const lines = strokes(hours, { width: WIDTH, height: HEIGHT });
  svg.append(...lines.map((line) => drawn("polyline", { class: "spark-line", points: line.join(" ") })));
  const [x, y] = lines.at(-1)?.at(-1) ?? [];
  if (x !== undefined) svg.append(drawn("circle", { class: "spark-last", cx: x, cy: y, r: 2.5 }));
  return svg;
}

function drawn(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
