// Values of the frame -> text. Pure. Null means "not measured" and becomes a dash, never a zero.

export const NOT_MEASURED = "–";

// The page is written in English, so its numbers are too: the reader's own English, or plain English.
const LOCALE = (globalThis.navigator?.languages ?? []).find((language) => /^en\b/.test(language)) ?? "en";

const counts = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const perSecond = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const percents = new Map();
const currencies = new Map();
const times = new Map();

export const count = (value) => measured(value, (number) => counts.format(number));

export const rate = (value) => measured(value, (number) => perSecond.format(number));

/** A ratio of 0..1 as a percentage. */
export const percent = (ratio, digits = 1) => measured(ratio, (number) => percentFormat(digits).format(number));

/**
 * A decimal string as money of its currency. The string goes to the formatter as it is: a detour over a binary
 * number would lose cents from 2^53 on.
 */
export function money(amount, currency) {
  return measured(amount, (decimal) => currencyFormat(currency)?.format(decimal) ?? `${decimal} ${currency ?? ""}`.trim());
}

/** Money short enough for an axis: "€1.2K". Takes a number, since it only names a grid line. */
export const axisMoney = (number, currency) =>
  currencyFormat(currency, "compact")?.format(number) ?? counts.format(number);

/** Hours, minutes and seconds of an instant in the shop's time zone. */
export const clock = (instant, timeZone) =>
  measured(instant, (iso) => timeFormat(timeZone, "second").format(new Date(iso)));

/** Hours and minutes of an instant in the shop's time zone. */
export const minute = (instant, timeZone) =>
  measured(instant, (iso) => timeFormat(timeZone, "minute").format(new Date(iso)));

/** A calendar day such as 2026-11-22. It has no time zone of its own, so none may shift it. */
export const day = (isoDay) => measured(isoDay, (date) => dayFormat.format(new Date(`${date}T00:00:00Z`)));

/** A code of a closed set as words: add_to_cart -> add to cart. */
export const words = (code) => measured(code, (text) => text.replaceAll("_", " "));

const dayFormat = new Intl.DateTimeFormat(LOCALE, {
  weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC",
});

function measured(value, format) {
  return value === null || value === undefined ? NOT_MEASURED : format(value);
}

function percentFormat(digits) {
  return cached(percents, digits, () => new Intl.NumberFormat(LOCALE, {
    style: "percent", minimumFractionDigits: digits, maximumFractionDigits: digits,
  }));
}

/** Null for a code that is no currency code: then the amount is shown as it came. */
function currencyFormat(currency, notation = "standard") {
  if (!/^[A-Za-z]{3}$/.test(currency ?? "")) return null;
  const digits = notation === "compact" ? { maximumFractionDigits: 1, minimumFractionDigits: 0 } : {};
  return cached(currencies, `${currency} ${notation}`, () =>
    new Intl.NumberFormat(LOCALE, { style: "currency", currency, notation, ...digits }));
}

function timeFormat(timeZone, precision) {
  const second = precision === "second" ? { second: "2-digit" } : {};
  return cached(times, `${timeZone} ${precision}`, () => new Intl.DateTimeFormat(LOCALE, {
    hour: "2-digit", minute: "2-digit", ...second, hourCycle: "h23", timeZone,
  }));
}

// Making a formatter costs some 50 times more than using one.
function cached(cache, key, make) {
  if (!cache.has(key)) cache.set(key, make());
  return cache.get(key);
}
