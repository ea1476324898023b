// What the reader looks at <-> the page's address and the API's. Pure. An empty filter value means "unknown" and is a value.

export const FILTERS = ["source", "medium", "campaign", "device", "country", "category"];
export const RANGES = ["today", "yesterday", "7d", "28d", "90d"];

/**
 * @param {string} search of the page's address
 * @param {Record<string, {own: string[]}>} reports by id; own: what else the report takes
 */
export function read(search, reports) {
  const given = new URLSearchParams(search);
  const report = given.get("report") in reports ? given.get("report") : "overview";
  const own = given.has("from") && given.has("to");
  return {
    report,
    days: own ? { from: given.get("from"), to: given.get("to") } : { range: rangeOf(given.get("range")) },
    filters: picked(given, FILTERS),
    own: picked(given, reports[report].own),
  };
}

const rangeOf = (range) => (RANGES.includes(range) ? range : "7d");

const picked = (given, names) =>
  Object.fromEntries(names.filter((name) => given.has(name)).map((name) => [name, given.get(name)]));

/** The page's address of a view; what a report of its own is asked for goes when the report changes. */
export function pageAddress({ report, days, filters, own = {} }) {
  return `reports.html?${new URLSearchParams({ report, ...days, ...filters, ...own })}`;
}

/** The API's address of a view. Only what the report takes is sent, since the API refuses what it doesn't know. */
export function apiAddress(view, { path, fixed = {}, filters = true, notSent = [] }) {
  const own = Object.fromEntries(Object.entries(view.own).filter(([name]) => !notSent.includes(name)));
  return `api/reports/${path}?${new URLSearchParams({ ...view.days, ...(filters ? view.filters : {}), ...fixed, ...own })}`;
}

/** The same view with one filter set, or taken away with null; pages begin anew. */
export function withFilter(view, name, value) {
  const filters = { ...view.filters, [name]: value };
  if (value === null) delete filters[name];
  return firstPage({ ...view, filters });
}

/** The same view with other things asked of the report; null takes one away; pages begin anew unless `after` is given. */
export function withOwn(view, changes) {
  const own = { ...firstPage(view).own, ...changes };
  for (const name of Object.keys(own)) if (own[name] === null || own[name] === "") delete own[name];
  return { ...view, own };
}

export function firstPage(view) {
  const { after, ...own } = view.own;
  return { ...view, own };
}
