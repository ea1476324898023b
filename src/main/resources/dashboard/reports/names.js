// Values of a dimension as words.

import { country, words } from "../format.js";

export const FILTER_NAMES = {
  source: "Source", medium: "Medium", campaign: "Campaign", device: "Device", country: "Country", category: "Category",
};

export const STEP_NAMES = {
  session: "Visited", product_view: "Saw a product", cart: "Added to cart", checkout: "Reached checkout", order: "Ordered",
};

/** In brackets what the shop has no word for, so that a value of that name stays apart. */
export function valueName(dimension, value) {
  if (value === "" || value === null) return dimension === "campaign" ? "(none)" : "(unknown)";
  return dimension === "country" ? country(value) : value;
}

export const eventName = (type) => words(type);

/** A page without its host: what of the shop was looked at. */
export function pagePath(url) {
  if (!URL.canParse(url)) return url ?? "–";
  const { pathname, search } = new URL(url);
  return pathname + search;
}

/** Whose path a long id stands for: enough of it to tell two apart. */
export const shortId = (id) => (id.length > 14 ? `${id.slice(0, 12)}…` : id);

/** What lies in a cart, in one line. */
export const contents = (items, count) =>
  items.length === 0 ? "–" : items.map((item) => `${count(item.quantity)} × ${item.productName ?? item.productId ?? "unknown"}`).join(", ");
