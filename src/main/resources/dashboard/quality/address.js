// What the reader looks at <-> the page's address and the API's. Pure.

const NAMES = ["suite", "run", "result", "after", "before", "profile"];
const TREND_HOURS = 168;
const HISTORY = 12;
const ROWS = 25;

/**
 * @param {string} search of the page's address
 * @returns {{suite?: string, run?: string, result?: number, after?: string, before?: string, profile?: string}} run: none is the newest;
 *     result: the position of the one that is open; after: where its failing rows go on; before: where the older runs go on
 */
export function read(search) {
  const given = new URLSearchParams(search);
  const view = Object.fromEntries(NAMES.filter((name) => given.get(name)).map((name) => [name, given.get(name)]));
  if (!view.suite) return view.profile === undefined ? {} : { profile: view.profile };
  delete view.profile;
  if (!/^\d{1,5}$/.test(view.result ?? "")) return without(view, ["result", "after"]);
  return { ...view, result: Number(view.result) };
}

function without(view, names) {
  return Object.fromEntries(Object.entries(view).filter(([name]) => !names.includes(name)));
}

/** The page's address of a view with changes; null takes something away. */
export function pageAddress(view, changes = {}) {
  const pairs = Object.entries({ ...view, ...changes }).filter(([, value]) => value !== null && value !== undefined);
  return pairs.length === 0 ? "quality.html" : `quality.html?${new URLSearchParams(pairs)}`;
}

/** One result opened, or the one that is open closed. */
export const resultAddress = (view, position) =>
  pageAddress(view, { result: view.result === position ? null : position, after: null });

export const runAddress = (view, run) => pageAddress({ suite: view.suite, before: view.before, run });

export const api = {
  suites: "api/quality/suites",
  runs: "api/quality/runs",
  profile: "api/quality/profile",
  run: (id) => `api/quality/runs/${encodeURIComponent(id)}?result_format=COMPLETE`,
  history: ({ suite, before }) => `api/quality/runs?${new URLSearchParams({ suite, limit: HISTORY, ...(before && { before }) })}`,
  rows: (address, { after }) => `${address.replace(/^\//, "")}?${new URLSearchParams({ limit: ROWS, ...(after && { after }) })}`,
  trend: (suite) => `api/quality/trend?${new URLSearchParams({ suite, hours: TREND_HOURS })}`,
};
