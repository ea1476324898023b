// Which reports there are, how each is asked for and who draws it.

import { drawBreakdown } from "./breakdown.js";
import { drawCarts } from "./carts.js";
import { drawEvents } from "./events.js";
import { drawFunnel } from "./funnel.js";
import { drawOverview } from "./overview.js";
import { drawProducts } from "./products.js";
import { drawRetention } from "./retention.js";
import { drawSession, drawSessions } from "./sessions.js";

const by = (dimension, title, one) => ({
  group: "Where from", title, path: "breakdown", fixed: { by: dimension }, own: [], counts: "breakdown", compares: true,
  draw: (answer, view) => drawBreakdown(answer, view, one),
});

/**
 * By id, in the order of the navigation. path, fixed: what the API is asked; own: what else stands in the page's
 * address, notSent: what of it is only the page's; filters: false where the API ignores them; counts: its definition; compares: with the days before.
 */
export const REPORTS = {
  overview: { group: "Shop", title: "Overview", path: "overview", own: ["metric"], notSent: ["metric"], counts: "sessions", compares: true, draw: drawOverview },
  funnel: { group: "Shop", title: "Funnel", path: "funnel", own: [], counts: "funnel", compares: true, draw: drawFunnel },
  products: { group: "Shop", title: "Products", path: "products", own: ["sort", "search", "after"], counts: "products", draw: drawProducts },
  carts: { group: "Shop", title: "Abandoned carts", path: "carts", own: ["after"], counts: "abandoned_carts", compares: true, draw: drawCarts },
  sources: by("source", "Sources", "Source"),
  mediums: by("medium", "Mediums", "Medium"),
  campaigns: by("campaign", "Campaigns", "Campaign"),
  devices: by("device", "Devices", "Device"),
  countries: by("country", "Countries", "Country"),
  categories: { ...by("category", "Categories", "Category"), group: "Shop" },
  retention: { group: "Visitors", title: "Retention", path: "retention", own: [], counts: "retention", draw: drawRetention },
  sessions: { group: "Visitors", title: "Sessions", path: "sessions", own: ["visitor", "after"], counts: "sessions", draw: drawSessions },
  session: { within: "sessions", title: "One session", path: "session", own: ["id"], filters: false, counts: "sessions", draw: drawSession },
  events: { group: "Visitors", title: "Events", path: "events", own: ["type", "product", "order", "visitor", "after"], filters: false, counts: "events", draw: drawEvents },
};
