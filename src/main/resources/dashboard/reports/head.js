// Above each report: its name, its days, and how far its numbers can be trusted.

import { byId, create, setText } from "../dom.js";
import { clock, dateTime, dayOf, dayRange } from "../format.js";
import { apiAddress, pageAddress } from "./address.js";
import { REPORTS } from "./catalog.js";
import { isUncovered } from "./coverage.js";
import { link } from "./table.js";

export function showNavigation(view) {
  const current = REPORTS[view.report].within ?? view.report;
  const listed = Object.entries(REPORTS).filter(([, report]) => report.group);
  const groups = new Set(listed.map(([, report]) => report.group));
  byId("reports-nav").replaceChildren(...[...groups].map((group) => {
    const list = create("ul");
    list.ariaLabel = group;
    list.append(...listed.filter(([, report]) => report.group === group)
      .map(([id, { title }]) => entry(id, title, id === current, view)));
    const box = create("div", "nav-group");
    const name = create("p", "quiet", group);
    name.setAttribute("aria-hidden", "true");
    box.append(name, list);
    return box;
  }));
  byId("reports-nav").querySelector("[aria-current]").scrollIntoView({ block: "nearest", inline: "nearest" });
}

function entry(id, title, isCurrent, view) {
  const item = create("li");
  const anchor = link(title, pageAddress({ ...view, report: id, own: {} }));
  if (isCurrent) anchor.setAttribute("aria-current", "page");
  item.append(anchor);
  return item;
}

export function showTitle(view) {
  const report = REPORTS[view.report];
  setText(byId("report-title"), report.title);
  document.title = `${report.title} · Caravan`;
  byId("csv").href = `${apiAddress(view, report)}&format=csv`;
  byId("csv").download = `${view.report}.csv`;
  byId("how").dataset.counts = report.counts;
}

export function showFacts(answer, { compares = false }) {
  const { shop, range, asOf, at, provisional, sumsAgree } = answer;
  setText(byId("period"), dayRange(range.from, range.to) + (compares ? against(answer) : ""));
  byId("facts").replaceChildren(
    fact(asOfText(asOf, at, shop.timeZone), ""),
    ...(provisional ? [fact("provisional", "young", "provisional")] : []),
    fact(sumsAgree ? "sums agree" : "sums do not agree", sumsAgree ? "good" : "bad", "sums"),
  );
  setText(byId("shop-day"), dayOf(at, shop.timeZone));
  setText(byId("shop-zone"), shop.timeZone);
  setText(byId("foot-zone"), shop.timeZone);
}

function against(answer) {
  const { previous, dataFrom, comparison } = answer;
  if (comparison === "none") return ", not compared: the day is not over";
  if (isUncovered(answer)) return `, not compared: the data begin on ${dayRange(dataFrom, dataFrom)}`;
  return `, against ${dayRange(previous.from, previous.to)}${comparison === "same_time" ? " up to this time" : ""}`;
}

// Days that were never summed up are as old as can be, which no date should say.
function asOfText(asOf, at, timeZone) {
  if (Date.parse(asOf) === 0) return "not summed up yet";
  return `as of ${Date.parse(at) - Date.parse(asOf) > 86_400_000 ? dateTime(asOf, timeZone) : clock(asOf, timeZone)}`;
}

function fact(text, className, counts) {
  const item = create("li", className);
  if (!counts) {
    item.textContent = text;
    return item;
  }
  const button = create("button", "term", text);
  button.type = "button";
  button.dataset.counts = counts;
  item.append(button);
  return item;
}
