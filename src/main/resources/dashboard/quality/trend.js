// The score hour by hour. Pure.

import { count, dateTime } from "../format.js";
import { scoreText } from "./result-words.js";

const HOUR_MS = 3_600_000;

/**
 * Each hour from the first that is known to now; hours without a run have no score.
 *
 * @param {Array<{hour: string, score: ?number, runs: number, failed: number}>} points in any order
 * @returns {Array<{hour: string, score: ?number, runs: number, failed: number}>}
 */
export function hoursOf(points, nowMs) {
  if (points.length === 0) return [];
  const known = new Map(points.map((point) => [Date.parse(point.hour), point]));
  const first = Math.min(...known.keys());
  const length = Math.max(1, Math.floor((nowMs - first) / HOUR_MS) + 1);
  return Array.from({ length }, (_, index) => {
    const at = first + index * HOUR_MS;
    return known.get(at) ?? { hour: new Date(at).toISOString(), score: null, runs: 0, failed: 0 };
  });
}

/** What a sighted reader takes from the line at a glance. */
export function trendSummary(hours, timeZone) {
  const scored = hours.filter(({ score }) => score !== null);
  if (scored.length === 0) return "No run in the last seven days.";
  const lowest = scored.reduce((worst, one) => (one.score < worst.score ? one : worst));
  const last = scored.at(-1);
  if (lowest.score === last.score) return `Score ${scoreText(last.score)}, and no hour lower in the last seven days.`;
  return `Score ${scoreText(last.score)}, the lowest of the last seven days ${scoreText(lowest.score)} at ${dateTime(lowest.hour, timeZone)}.`;
}

export const hourSentence = ({ hour, score, runs, failed }, timeZone) =>
  `${dateTime(hour, timeZone)}: ${score === null ? "no run" : `score ${scoreText(score)}, ${count(runs)} runs, ${count(failed)} not met`}`;

/** Where a line goes through a box of the given size: one list of points for each stretch without a gap of a day. */
export function strokes(hours, { width, height, gapHours = 24 }) {
  const scored = hours.map((hour, index) => ({ ...hour, index })).filter(({ score }) => score !== null);
  const lines = [];
  scored.forEach((point, at) => {
    const joined = at > 0 && point.index - scored[at - 1].index <= gapHours;
    const x = hours.length === 1 ? width : (point.index / (hours.length - 1)) * width;
    if (!joined) lines.push([]);
    lines.at(-1).push([round(x), round(height - point.score * height)]);
  });
  return lines;
}

const round = (number) => Math.round(number * 10) / 10;
