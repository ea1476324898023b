// Values -> text, as the reader's browser writes numbers and dates. Null means "not measured" and becomes a dash, never a
// zero. While figures are hidden every figure is three dots; times and names stay.

export const NOT_MEASURED = "–";
export const HIDDEN = "•••";

const LOCALE = globalThis.navigator?.languages?.length ? [...navigator.languages] : "en";

let hidden = false;

/** From now on each figure is masked, or none is. What is on the page already must be drawn again. */
export function hideFigures(hide) {
  hidden = hide;
}

const counts = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const perSecond = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const compacts = new Intl.NumberFormat(LOCALE, { notation: "compact", maximumFractionDigits: 1 });
const exacts = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 12 });
const shares = new Intl.NumberFormat(LOCALE, { style: "percent", maximumFractionDigits: 6 });
const percents = new Map();
const currencies = new Map();
const times = new Map();
const days = new Map();
const units = new Map();

export const count = (value) => figure(value, (number) => counts.format(number));

/** A count short enough for an axis: "12.5K". */
export const axisCount = (value) => figure(value, (number) => (number < 1e4 ? counts : compacts).format(number));

/** Events a second: a decimal where it tells something. */
export const rate = (value) => figure(value, (number) => (number < 100 ? perSecond : counts).format(number));

/** A number of a rule, which is no figure and so never hidden: with all its digits. */
export const exact = (value) => measured(value, (number) => exacts.format(number));

/** A share of a rule, 0..1, with all its digits: "99.5%". */
export const percentOf = (ratio) => measured(ratio, (number) => shares.format(number));

/** A measured number with all its digits. */
export const decimal = (value) => figure(value, (number) => exacts.format(number));

/** A number as a table of the database shows it. */
export const ungrouped = (value) => figure(value, String);

/** A ratio of 0..1 as a percentage. */
export const percent = (ratio, digits = 1) => figure(ratio, (number) => percentFormat(digits).format(number));

/** How much more or less than before, with its sign: "+12.5%". Not measured where there is nothing to divide by. */
export function change(now, before, digits = 1) {
  const ratio = changeRatio(now, before);
  return figure(ratio, (number) => percentFormat(digits, "exceptZero").format(number));
}

/** The change as a ratio, -1 to anything; null where one side is not measured, or before was nothing or less. */
export function changeRatio(now, before) {
  if (now === null || now === undefined || before === null || before === undefined || Number(before) <= 0) return null;
  return Number(now) / Number(before) - 1;
}

/** A length of time in its largest sensible unit: "340 ms", "4.2 sec", "12 min", "3 hr", "2 days". */
export function duration(ms) {
  return figure(ms, (length) => {
    const [unit, size] = LENGTHS.find(([, least]) => Math.abs(length) >= least) ?? LENGTHS.at(-1);
    return unitFormat(unit, length / size < 10 && size > 1 ? 1 : 0).format(length / size);
  });
}

const LENGTHS = [["day", 86_400_000], ["hour", 3_600_000], ["minute", 60_000], ["second", 1_000], ["millisecond", 1]];

/** A size of stored data: "12.3 MB". */
export function bytes(size) {
  return figure(size, (length) => {
    const [unit, scale] = SIZES.find(([, least]) => length >= least) ?? SIZES.at(-1);
    return unitFormat(unit, scale > 1 ? 1 : 0).format(length / scale);
  });
}

const SIZES = [["gigabyte", 1e9], ["megabyte", 1e6], ["kilobyte", 1e3], ["byte", 1]];

/**
 * A decimal string as money of its currency. The string goes to the formatter as it is: a detour over a binary
 * number would lose cents from 2^53 on.
 */
export function money(amount, currency) {
  return figure(amount, (decimal) => currencyFormat(currency)?.format(decimal) ?? `${decimal} ${currency ?? ""}`.trim());
}

/** Money short enough for an axis: "€1.2K". Takes a number, since it only names a grid line. */
export const axisMoney = (value, currency) =>
  figure(value, (number) => currencyFormat(currency, "compact")?.format(number) ?? counts.format(number));

/** Hours, minutes and seconds of an instant in the shop's time zone. */
export const clock = (instant, timeZone) =>
  measured(instant, (iso) => timeFormat(timeZone, "second").format(new Date(iso)));

/** Hours and minutes of an instant in the shop's time zone. */
export const minute = (instant, timeZone) =>
  measured(instant, (iso) => timeFormat(timeZone, "minute").format(new Date(iso)));

/** A calendar day such as 2026-11-22. It has no time zone of its own, so none may shift it. */
export const day = (isoDay) => dayAs("long", isoDay);

/** The calendar day of an instant in the shop's time zone, written out. */
export const dayOf = (instant, timeZone) => measured(instant, (iso) => cached(times, `${timeZone} written day`, () =>
  new Intl.DateTimeFormat(LOCALE, { ...DAY_FORMS.long, timeZone })).format(new Date(iso)));

/** A calendar day short enough for a table or an axis: "Nov 22". */
export const shortDay = (isoDay) => dayAs("short", isoDay);

/** A calendar day with its year: "Nov 22, 2026". */
export const dayOfYear = (isoDay) => dayAs("year", isoDay);

/** The days from one to another, both included: "Nov 16 – 22, 2026". */
export const dayRange = (from, to) => cached(days, "range", () =>
  new Intl.DateTimeFormat(LOCALE, { ...DAY_FORMS.year, timeZone: "UTC" }))
  .formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`));

/** A country's code as its name in the reader's language; what is no such code stays as it is. */
export function country(code) {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  return cached(days, "countries", () => new Intl.DisplayNames(LOCALE, { type: "region" })).of(code);
}

/** Day and time of an instant in the shop's time zone. */
export const dateTime = (instant, timeZone) =>
  measured(instant, (iso) => timeFormat(timeZone, "date").format(new Date(iso)));

/** 0..59, for computing; the other functions are for reading. */
export const minuteOfHour = (instant, timeZone) => Number(cached(times, `${timeZone} of hour`, () =>
  new Intl.DateTimeFormat("en", { minute: "numeric", timeZone })).format(new Date(instant)));

/** A code of a closed set as words: add_to_cart -> add to cart. */
export const words = (code) => measured(code, (text) => text.replaceAll("_", " "));

const DAY_FORMS = {
  long: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  short: { day: "numeric", month: "short" },
  year: { day: "numeric", month: "short", year: "numeric" },
};

function dayAs(form, isoDay) {
  const make = () => new Intl.DateTimeFormat(LOCALE, { ...DAY_FORMS[form], timeZone: "UTC" });
  return measured(isoDay, (date) => cached(days, form, make).format(new Date(`${date}T00:00:00Z`)));
}

function measured(value, format) {
  return value === null || value === undefined ? NOT_MEASURED : format(value);
}

function figure(value, format) {
  return measured(value, (known) => (hidden ? HIDDEN : format(known)));
}

function percentFormat(digits, signDisplay = "auto") {
  return cached(percents, `${digits} ${signDisplay}`, () => new Intl.NumberFormat(LOCALE, {
    style: "percent", minimumFractionDigits: digits, maximumFractionDigits: digits, signDisplay,
  }));
}

function unitFormat(unit, digits) {
  return cached(units, `${unit} ${digits}`, () =>
    new Intl.NumberFormat(LOCALE, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: digits }));
}

/** Null for a code that is no currency code: then the amount is shown as it came. */
function currencyFormat(currency, notation = "standard") {
  if (!/^[A-Za-z]{3}$/.test(currency ?? "")) return null;
  const digits = notation === "compact" ? { maximumFractionDigits: 1, minimumFractionDigits: 0 } : {};
  return cached(currencies, `${currency} ${notation}`, () =>
    new Intl.NumberFormat(LOCALE, { style: "currency", currency, notation, ...digits }));
}

const PRECISIONS = { minute: {}, second: { second: "2-digit" }, date: { day: "numeric", month: "short", second: "2-digit" } };

function timeFormat(timeZone, precision) {
  return cached(times, `${timeZone} ${precision}`, () => new Intl.DateTimeFormat(LOCALE, {
    hour: "2-digit", minute: "2-digit", ...PRECISIONS[precision], hourCycle: "h23", timeZone,
  }));
}

// Making a formatter costs some 50 times more than using one.
function cached(cache, key, make) {
  if (!cache.has(key)) cache.set(key, make());
  return cache.get(key);
}
