import assert from "node:assert/strict";
import test from "node:test";
import "./english.js";
import {
  axisCount, axisMoney, bytes, change, changeRatio, clock, count, dateTime, day, dayOfYear, duration, hideFigures, minute,
  minuteOfHour, money, percent, rate, shortDay, words,
} from "../../main/resources/dashboard/format.js";

test("what was not measured is a dash, not a zero", () => {
  for (const format of [count, rate, percent, words, day]) {
    assert.equal(format(null), "–");
    assert.equal(format(undefined), "–");
  }
  assert.equal(money(null, "EUR"), "–");
  assert.equal(clock(null, "UTC"), "–");
  assert.equal(count(0), "0");
});

test("counts are grouped and rates keep one digit", () => {
  assert.equal(count(51234), "51,234");
  assert.equal(rate(19.84), "19.8");
  assert.equal(rate(0), "0.0");
});

test("a ratio is shown as a percentage with the digits asked for", () => {
  assert.equal(percent(0.0299, 2), "2.99%");
  assert.equal(percent(1), "100.0%");
});

test("money follows the digits of its currency", () => {
  assert.equal(money("12345678.90", "EUR"), "€12,345,678.90");
  assert.equal(money("1234567", "JPY"), "¥1,234,567");
  assert.equal(money("0.00", "EUR"), "€0.00");
  assert.equal(money("-5.5", "USD"), "-$5.50");
});

test("money beyond the exact range of a double keeps its cents", () => {
  assert.equal(money("90071992547409931.37", "EUR"), "€90,071,992,547,409,931.37");
});

test("an amount in no known currency is shown as it came", () => {
  assert.equal(money("12.5", null), "12.5");
  assert.equal(money("12.5", "€€"), "12.5 €€");
});

test("axis money is short", () => {
  assert.equal(axisMoney(1500, "EUR"), "€1.5K");
  assert.equal(axisMoney(0, "EUR"), "€0");
});

test("times are in the shop's time zone, half-hour zones and midnight included", () => {
  assert.equal(clock("2026-11-22T20:51:02.123Z", "Europe/Berlin"), "21:51:02");
  assert.equal(minute("2026-11-22T20:51:02Z", "Asia/Kolkata"), "02:21");
  assert.equal(clock("2026-11-22T23:00:00Z", "Europe/Berlin"), "00:00:00");
});

test("a calendar day is not shifted by any time zone", () => {
  assert.equal(day("2026-11-22"), "Sunday, November 22, 2026");
});

test("codes become words", () => {
  assert.equal(words("add_to_cart"), "add to cart");
});

test("a change has its sign, and none where nothing was before", () => {
  assert.equal(change(120, 100), "+20.0%");
  assert.equal(change("80.00", "100.00"), "-20.0%");
  assert.equal(change(100, 100), "0.0%");
  assert.equal(change(100, 0), "–");
  assert.equal(change("5.00", "0.00"), "–");
  assert.equal(change(100, null), "–");
  assert.equal(changeRatio(50, 100), -0.5);
});

test("a length of time is told in its largest sensible unit", () => {
  assert.equal(duration(340), "340 ms");
  assert.equal(duration(4_200), "4.2 sec");
  assert.equal(duration(90 * 60_000), "1.5 hr");
  assert.equal(duration(3 * 86_400_000), "3 days");
  assert.equal(duration(null), "–");
});

test("a size is told in its largest sensible unit", () => {
  assert.equal(bytes(12_345_678), "12.3 MB");
  assert.equal(bytes(10), "10 byte");
});

test("the minute of the hour follows zones that are off by a quarter", () => {
  assert.equal(minuteOfHour("2026-11-22T20:00:00Z", "Asia/Kathmandu"), 45);
  assert.equal(minuteOfHour("2026-11-22T20:00:00Z", "Asia/Kolkata"), 30);
});

test("days are written short where there is little room", () => {
  assert.equal(shortDay("2026-11-22"), "Nov 22");
  assert.equal(dayOfYear("2026-11-22"), "Nov 22, 2026");
  assert.equal(dateTime("2026-11-22T20:51:02Z", "Europe/Berlin"), "Nov 22, 21:51:02");
});

test("hidden figures are masked on axes too, while times and what was not measured stay", () => {
  hideFigures(true);
  try {
    const figures = [count(5), axisCount(5), rate(5), percent(0.5), change(2, 1), money("5.00", "EUR"), axisMoney(5, "EUR"),
      duration(5), bytes(5)];
    assert.deepEqual(new Set(figures), new Set(["•••"]));
    assert.equal(count(null), "–");
    assert.equal(minute("2026-11-22T20:51:02Z", "UTC"), "20:51");
  } finally {
    hideFigures(false);
  }
  assert.equal(count(5), "5");
});

test("a reader of another language sees that language's numbers and dates", async () => {
  globalThis.navigator.languages = ["de-DE"];
  const german = await import("../../main/resources/dashboard/format.js?german");
  assert.equal(german.count(51234), "51.234");
  assert.equal(german.money("1234.50", "EUR").replace(/\s/g, " "), "1.234,50 €");
  assert.equal(german.day("2026-11-22"), "Sonntag, 22. November 2026");
});
