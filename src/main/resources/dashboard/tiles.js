// The figures at the top: now, and the shop's day.

import { byId, setFigure, setText } from "./dom.js";
import { clock, count, day, money, percent, rate } from "./format.js";

export function drawTiles({ at, live, today, shop, sumsAgree }) {
  const [own, ...others] = today.money;
  setFigure(byId("visitors"), count(live.visitorsNow));
  setFigure(byId("carts"), count(live.cartsNow));
  setFigure(byId("checkouts"), count(live.checkoutsNow));
  setFigure(byId("purchased"), count(live.purchasedNow), true);
  setFigure(byId("rate"), rate(live.eventsPerSecond));
  setText(byId("events"), count(today.events));
  setFigure(byId("sessions"), count(today.sessions));
  setFigure(byId("orders"), count(own.orders), true);
  setText(byId("orders-note"), others.length === 0 ? "since midnight" : `in ${own.currency}, ${apart(others)}`);
  setFigure(byId("revenue"), money(own.grossRevenue, own.currency), true);
  setText(byId("revenue-note"), `net ${money(own.netRevenue, own.currency)}`);
  setFigure(byId("conversion"), percent(today.conversion, 2));
  setText(byId("conversion-note"), `${count(today.sessionsWithOrder)} of ${count(today.sessions)}`);
  setFigure(byId("aov"), money(own.averageOrderValue, own.currency));
  drawTruth(sumsAgree, clock(at, shop.timeZone));
  drawShop(shop);
}

function drawTruth(sumsAgree, time) {
  byId("truth").className = `truth ${sumsAgree ? "good" : "bad"}`;
  setText(byId("truth-sums"), sumsAgree ? "✓ Sums agree" : "✗ Sums do not agree");
  setText(byId("truth-time"), `fresh as of ${time}`);
}

function drawShop(shop) {
  setText(byId("shop-day"), day(shop.day));
  setText(byId("shop-zone"), shop.timeZone);
  setText(byId("foot-zone"), shop.timeZone);
}

// Currencies are never added up: one other is named, more are only announced and stand in their own table.
function apart(others) {
  return others.length === 1 ? `${count(others[0].orders)} in ${others[0].currency}` : "others below";
}
