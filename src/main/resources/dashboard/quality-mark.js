// Marks the tiles and panels whose numbers come from a table of which something critical is expected and not so.

import { create } from "./dom.js";
import { markOf } from "./quality-mark-text.js";

/** @param {Array<{suite: string, target: string}>} critical expectations that are not met now */
export function markTiles(critical) {
  for (const tile of document.querySelectorAll("[data-tables]")) mark(tile, markOf(critical, tile.dataset.tables.split(" ")));
}

function mark(tile, wanted) {
  const known = tile.querySelector(".quality-mark");
  if (wanted === null) return known?.remove();
  if (known?.textContent === wanted.text && known.getAttribute("href") === wanted.href) return;
  const link = known ?? create("a", "quality-mark");
  link.href = wanted.href;
  link.textContent = wanted.text;
  link.title = wanted.title;
  (tile.querySelector("dd, .panel-head") ?? tile).append(link);
}
