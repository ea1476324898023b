import assert from "node:assert/strict";
import test from "node:test";
import { axisMoney, clock, count, day, minute, money, percent, rate, words } from "../../main/resources/dashboard/format.js";

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
