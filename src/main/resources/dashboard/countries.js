// Where the visitors of now come from: a bar for each country.

import { byId, create, numberCell, setText, tableOf } from "./dom.js";
import { bars } from "./country-bars.js";
import { count } from "./format.js";

const ROWS = 10;

const draw = tableOf(byId("country-rows"), [
  { heading: true, className: "clip", fill: fillName },
  { className: "bar-cell", fill: fillBar },
  numberCell((country) => count(country.visitors), "strong"),
], { least: ROWS, most: ROWS, nothing: "Nobody is here" });

export const drawCountries = ({ live }) => draw(bars(live.countries));

function fillName(cell, { name }) {
  setText(cell, name);
  cell.title = name;
}

function fillBar(cell, { share }) {
  const bar = cell.firstElementChild ?? cell.appendChild(create("span", "country-bar"));
  bar.style.setProperty("--share", String(share));
}
