// Sessions one by one, and the path of a visitor through one of them.

import { create } from "../dom.js";
import { count, dateTime, duration } from "../format.js";
import { pageAddress } from "./address.js";
import { eventTable } from "./events.js";
import { pagePath, shortId, STEP_NAMES, valueName } from "./names.js";
import { figures, panel } from "./panel.js";
import { column, dataTable, link, numeric, pager } from "./table.js";

const lengthOf = (session) => duration(Date.parse(session.endedAt) - Date.parse(session.startedAt));

export function drawSessions({ data, shop }, view) {
  if (data.rows.length === 0) return null;
  const title = view.own.visitor ? `Sessions of visitor ${view.own.visitor}` : "Sessions, last first";
  return [panel(title, dataTable({
    caption: "Sessions, the last first",
    className: "sessions-report",
    columns: [
      { label: "Began", heading: true, node: (row) => link(dateTime(row.startedAt, shop.timeZone), pathOf(row, view)) },
      numeric("Lasted", lengthOf),
      numeric("Events", (row) => count(row.events)),
      numeric("Pages", (row) => count(row.pageViews)),
      column("Reached", (row) => STEP_NAMES[row.reached] ?? row.reached),
      column("Source", (row) => valueName("source", row.source)),
      column("Device", (row) => valueName("device", row.device)),
      column("Country", (row) => valueName("country", row.country)),
      column("First page", (row) => pagePath(row.landingPage), "clip page"),
      { label: "Visitor", className: "id", node: (row) => link(shortId(row.visitorId), pageAddress({ ...view, report: "sessions", own: { visitor: row.visitorId } })) },
    ],
    rows: data.rows,
  }), pager(view, data.next, { further: "Older" }))];
}

const pathOf = (row, view) => pageAddress({ ...view, report: "session", own: { id: row.sessionId } });

export function drawSession({ data, shop }, view) {
  const { session, events, truncated } = data;
  const facts = figures([
    ["Began", dateTime(session.startedAt, shop.timeZone)], ["Lasted", lengthOf(session)], ["Events", count(session.events)],
    ["Reached", STEP_NAMES[session.reached] ?? session.reached], ["Source", valueName("source", session.source)],
    ["Device", valueName("device", session.device)], ["Country", valueName("country", session.country)],
  ].map(([label, figure]) => ({ label, figure })));
  const others = create("p", "below");
  others.append(link("Other sessions of this visitor", pageAddress({ ...view, report: "sessions", own: { visitor: session.visitorId } })));
  const path = panel("Event by event", eventTable(events, shop, view, { path: true }));
  if (truncated) path.append(create("p", "quiet below", "There are more events than are shown here."));
  return [panel("The visit", facts, others), path];
}
