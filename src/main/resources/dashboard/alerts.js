// Alerts as they fire, each until it is over or put away. Only what happens while the page is open: the tiles say what lasts.

import { byId, create } from "./dom.js";
import { pageAddress } from "./quality/address.js";

const MOST = 3;
// A frame that was read before the alert fired doesn't know of it.
const SURELY_SEEN_MS = 10_000;

/** @param {{fingerprint: string, status: "firing" | "resolved", firedAt: string, summary: string, details: object}} alert */
export function noteAlert(alert) {
  const shown = byId("alerts");
  [...shown.children].find((one) => one.dataset.alert === alert.fingerprint)?.remove();
  if (alert.status !== "firing") return;
  shown.prepend(notice(alert));
  while (shown.children.length > MOST) shown.lastElementChild.remove();
}

/** Takes away what is over, though nobody said so: the stream of events was away meanwhile. */
export function dropWhatIsOver({ at, quality: { critical } }) {
  const still = new Set(critical.map(({ suite, type, column }) => keyOf(suite, type, column)));
  for (const box of [...byId("alerts").children]) {
    if (!still.has(box.dataset.key) && Date.parse(at) - Date.parse(box.dataset.firedAt) > SURELY_SEEN_MS) box.remove();
  }
}

const keyOf = (...parts) => JSON.stringify(parts);

function notice({ fingerprint, firedAt, summary, details }) {
  const box = create("div", "alert");
  Object.assign(box.dataset, { alert: fingerprint, firedAt, key: keyOf(details.suite, details.type, details.column ?? null) });
  const text = create("p");
  text.append(create("strong", "", "Critical: "), summary);
  if (details.suite) text.append(" ", lookAt(details));
  const close = Object.assign(create("button", "button", "Dismiss"), { type: "button" });
  close.addEventListener("click", () => dismiss(box));
  box.append(text, close);
  return box;
}

function lookAt({ suite, run_id: run }) {
  return Object.assign(create("a", "", "See the run"), { href: pageAddress({ suite, run }) });
}

/** The button goes with its notice: the focus moves to the next one, or to the numbers. */
function dismiss(box) {
  const next = (box.nextElementSibling ?? box.previousElementSibling)?.querySelector("button") ?? byId("numbers");
  box.remove();
  next.focus();
}
