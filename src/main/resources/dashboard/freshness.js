// How old is what the page shows? Pure: the time comes in as an argument.

export const LIVE_WITHIN_MS = 5_000;
export const REDRAW_AFTER_MS = 500;

const FIRST_BACK_OFF_MS = 1_000;
const LONGEST_BACK_OFF_MS = 15_000;

/**
 * The state of the page.
 *
 * @param {{frameAt: ?string, freshMs: ?number, paused: boolean}} seen the server's time of the frame that is shown, when
 *     that frame came (epoch ms), and whether the reader holds the page
 * @returns {{state: "connecting"|"live"|"stale"|"paused", since: ?string}} since: the time of what is shown, once it is old
 */
export function freshness({ frameAt, freshMs, paused }, nowMs) {
  if (frameAt === null) return { state: "connecting", since: null };
  if (paused) return { state: "paused", since: frameAt };
  const live = nowMs - freshMs <= LIVE_WITHIN_MS;
  return live ? { state: "live", since: null } : { state: "stale", since: frameAt };
}

/**
 * When did the page last learn something? The frame that a server repeats after a reconnect is not news, so the
 * same server time does not count again.
 */
export function freshMsOf(previous, frameAt, receivedMs) {
  return previous.frameAt === frameAt ? previous.freshMs : receivedMs;
}

/** How long the frame that just came must wait, so that figures change at a pace that can be read. */
export function redrawDelayMs(drawnMs, nowMs) {
  return drawnMs === null ? 0 : Math.max(0, Math.min(REDRAW_AFTER_MS, drawnMs + REDRAW_AFTER_MS - nowMs));
}

/** The wait before attempt 0, 1, 2… to reach a server that refused: doubles, and stays under a quarter of a minute. */
export function backOffMs(attempt) {
  return Math.min(LONGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** attempt);
}
