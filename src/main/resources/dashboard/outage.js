// Says what is wrong while the server can make no frames, and takes it away with the next one.

import { byId, setText } from "./dom.js";
import { outageText } from "./outage-text.js";

/**
 * @param {?{since: string, code: string}} outage null when it is over
 * @param {string=} timeZone the shop's, once a frame has told it
 */
export function drawOutage(outage, timeZone) {
  setText(byId("outage"), outage === null ? "" : outageText(outage, timeZone));
  byId("outage").hidden = outage === null;
}
