// The products sold most today.

import { byId, numberCell, setText, tableOf } from "./dom.js";
import { count, money } from "./format.js";

const ROWS = 10;

const draw = tableOf(byId("best-rows"), [
  { heading: true, className: "clip", fill: fillProduct },
  numberCell((product) => count(product.units), "strong"),
  numberCell((product) => money(product.revenue, product.currency)),
], { least: ROWS, most: ROWS, nothing: "Nothing sold yet today" });

export const drawBestSellers = ({ bestSellers }) => draw(bestSellers);

function fillProduct(cell, product) {
  setText(cell, product.name ?? product.productId);
  cell.title = `${product.name ?? ""} ${product.productId}`.trim();
}
