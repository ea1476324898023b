// What is seen -> words. Pure. Each state has a mark and a word, so that no one needs its colour.

import { clock, count, rate } from "./format.js";

const STATES = {
  moving: ["●", "moving"], idle: ["○", "nothing moves"], stuck: ["■", "stands still"], failing: ["▲", "failing"],
  stopped: ["■", "stopped"], up: ["●", "up"], away: ["✕", "away"], unknown: ["", ""],
};

export function stateText(state) {
  const [mark, word] = STATES[state] ?? ["", state];
  return `${mark} ${word}`.trim();
}

/** Whether somebody has to do something about it. */
export const isWrong = (state) => ["stuck", "failing", "stopped", "away"].includes(state);

/** Rates of an arrow, the busiest first: an arrow may bear more than one kind of thing. */
export function flowText({ rates }) {
  const [busiest] = [...rates].sort((a, b) => (b[1] ?? -1) - (a[1] ?? -1));
  return busiest === undefined ? { figure: "–", unit: "" } : { figure: `${rate(busiest[1])}/s`, unit: busiest[0] };
}

/** What is wrong on an arrow, or waits before its end; empty where nothing does. */
export function troubleText({ failedPerSecond, queue, waits }) {
  const failing = failedPerSecond > 0 ? `▲ ${failedPerSecond < 0.1 ? "some" : `${rate(failedPerSecond)}/s`} fail` : "";
  const waiting = waits && queue > 0 ? `${count(queue)} waiting` : "";
  return [failing, waiting].filter((text) => text !== "").join(", ");
}

/** The one sentence on top, and whether it is good. The cause comes before what follows from it. */
export function verdictOf({ stages, database, broker, partitions, timeZone }, nowMs) {
  const since = (time) => (time === null ? "" : ` since ${clock(time, timeZone)}`);
  if (database.state === "away") return bad(`PostgreSQL is away${since(database.since)}. Nothing is lost: events wait in Kafka.`);
  if (broker.state === "away") return bad(`Kafka is away${since(broker.since)}. No event comes in.`);
  if (partitions.some((one) => !one.sumsAgree)) return bad("The sums of a partition do not agree.");
  const wrong = stages.filter((stage) => isWrong(stage.state));
  if (wrong.length > 0) return bad(wrong.map((stage) => `${stage.title}: ${stateText(stage.state)}`).join(", "));
  const oldest = Math.max(0, ...partitions.map((one) => one.lagSeconds ?? 0));
  if (oldest >= 60) return bad(`The oldest event has waited for ${duration(oldest)}.`);
  if (database.state === "unknown" || broker.state === "unknown") return { good: null, text: "Looking …" };
  if (broker.replicationOk === false) return bad(`${count(broker.underReplicated)} partitions lack a replica.`);
  if (stages.some((stage) => stage.state === "moving" && movesEvents(stage))) return { good: true, text: "✓ Everything flows" };
  return { good: null, text: `○ Nothing is moving${quietFor(stages, nowMs)}. No stage fails.` };
}

const bad = (text) => ({ good: false, text: `✗ ${text}` });

/** The stages that look at others move always. */
const movesEvents = (stage) => !["overview", "dashboard"].includes(stage.id);

function quietFor(stages, nowMs) {
  const last = Math.max(0, ...stages.filter(movesEvents).map((stage) => (stage.since === null ? 0 : Date.parse(stage.since))));
  return last === 0 ? " since the start" : ` for ${duration((nowMs - last) / 1000)}`;
}

/** Seconds as the largest unit that fits, and one below it. Null is not measured. */
export function duration(seconds) {
  if (seconds === null || seconds === undefined) return "–";
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${count(Math.floor(whole / 3600))} h ${Math.floor((whole % 3600) / 60)} min`;
}

export function bytes(value) {
  if (value === null) return "–";
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, value)) / 3));
  const number = value / 1000 ** power;
  return `${power === 0 || number >= 100 ? count(Math.round(number)) : rate(number)} ${units[power]}`;
}

/** Milliseconds, in seconds from 10 s on. */
export function millis(value) {
  if (value === null || value === undefined) return "–";
  return value >= 10_000 ? duration(value / 1000) : value < 10 ? `${rate(value)} ms` : `${count(value)} ms`;
}
