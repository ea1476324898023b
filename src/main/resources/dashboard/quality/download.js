// The run that is shown, as one file to keep or to send.

import { runDocument } from "./export.js";
import { button } from "./parts.js";

export function downloadButton(run, timeZone) {
  return button("Download", () => {
    const { suite, run_id: id } = run.meta.caravan;
    const file = new Blob([runDocument(run, timeZone)], { type: "text/html" });
    const address = URL.createObjectURL(file);
    const anchor = Object.assign(document.createElement("a"), { href: address, download: `quality-${suite}-${id.slice(0, 8)}.html` });
    anchor.click();
    URL.revokeObjectURL(address);
  }, { title: "This run as one file that needs nothing else" });
}
