// A shop whose past is being stored shows zeros for today until the events of today come. Says so. Pure.

const OLD_FROM_MS = 3_600_000;
const LEAST_EVENTS = 10;

/**
 * Where the stream stands, if what is being stored now is mostly older than an hour.
 *
 * The newest events of a frame are those of about now; where there are none although events are stored, the newest order tells.
 *
 * @param {{at: string, newestEvents: Array<{eventTime: string, storedAt: string}>, newestOrders: Array<{at: string}>,
 *     live: {eventsPerSecond: ?number}}} frame
 * @returns {?string} the event time in the middle of the newest events; null: the stream is in the present, or at rest
 */
export function storedPast({ at, newestEvents, newestOrders, live }) {
  if (newestEvents.length === 0) {
    const order = newestOrders[0]?.at ?? null;
    return live.eventsPerSecond >= LEAST_EVENTS && order !== null && isOld(order, at) ? order : null;
  }
  const times = newestEvents
    .filter(({ storedAt }) => Date.parse(at) - Date.parse(storedAt) < OLD_FROM_MS / 60)
    .map(({ eventTime }) => eventTime)
    .sort((a, b) => Date.parse(a) - Date.parse(b));
  const middle = times[Math.floor(times.length / 2)];
  return times.length >= LEAST_EVENTS && isOld(middle, at) ? middle : null;
}

const isOld = (time, at) => Date.parse(at) - Date.parse(time) > OLD_FROM_MS;
