/** Dates, durations and amounts in the reader's language and zone. */
import { language } from "./text.js";

/** The region is the browser's where it speaks the chosen language, so that days and clocks look familiar. */
const locale = () => navigator.languages.find((tag) => tag.startsWith(language())) ?? (language() === "en" ? "en-GB" : language());

let zone;
/** In which zone times are shown, as "Europe/Oslo"; without one, that of the browser. @param {string | null | undefined} wanted */
export function useZone(wanted) {
  try {
    zone = wanted && new Intl.DateTimeFormat("en", { timeZone: wanted }) ? wanted : undefined;
  } catch {
    zone = undefined;
  }
}

/** The zone in which times are shown. */
export const zoneHere = () => zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;

const kept = new Map();
/** One formatter per language, zone and options: making them is what is slow. */
function formatter(Kind, options) {
  const whole = Kind === Intl.DateTimeFormat ? { timeZone: zone, ...options } : options;
  const key = Kind.name + locale() + JSON.stringify(whole);
  if (!kept.has(key)) kept.set(key, new Kind(locale(), whole));
  return kept.get(key);
}

/** Day and time, with the year only when it is another. */
export function dateTime(value) {
  const date = new Date(value);
  const year = date.getFullYear() === new Date().getFullYear() ? undefined : "numeric";
  return formatter(Intl.DateTimeFormat, { day: "numeric", month: "short", year, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(date);
}

/** Everything, for hints. */
export const fullTime = (value) => formatter(Intl.DateTimeFormat, { dateStyle: "full", timeStyle: "long" }).format(new Date(value));

/** The time of day with seconds. */
export const clock = (value) => formatter(Intl.DateTimeFormat, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }).format(new Date(value));

/** A day without a time, as "2026-12-24" or any time on it. */
export function calendarDay(value) {
  const date = new Date(/^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T12:00Z` : value);
  return Number.isNaN(date.valueOf()) ? String(value) : formatter(Intl.DateTimeFormat, { weekday: "short", day: "numeric", month: "short", year: date.getFullYear() === new Date().getFullYear() ? undefined : "numeric" }).format(date);
}

/** An amount of money. @param {{amount: number, currency: string}} cost */
export function money({ amount, currency }) {
  try {
    return formatter(Intl.NumberFormat, { style: "currency", currency, minimumFractionDigits: 0 }).format(amount);
  } catch {
    return `${number(amount)} ${currency}`;
  }
}

/** A size of a file. @param {number} bytes */
export function size(bytes) {
  const [unit, divisor] = bytes < 1000 ? ["byte", 1] : bytes < 1_000_000 ? ["kilobyte", 1000] : ["megabyte", 1_000_000];
  return formatter(Intl.NumberFormat, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: bytes < 10 * divisor && divisor > 1 ? 1 : 0 }).format(bytes / divisor);
}

/** The day alone. */
export const day = (value) => formatter(Intl.DateTimeFormat, { weekday: "long", day: "numeric", month: "long" }).format(new Date(value));

/** From one time to another, without saying the day twice; with `dates`, the days alone. */
export const span = (start, end, { dates } = {}) =>
  formatter(Intl.DateTimeFormat, dates ? { day: "numeric", month: "long", year: "numeric" } : { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
    .formatRange(new Date(start), new Date(end));

const steps = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];

/** "5 min ago", "in 2 hr". */
export function ago(value, now = Date.now()) {
  const seconds = Math.round((new Date(value) - now) / 1000);
  const [unit, size] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  const amount = Math.abs(seconds) < 5 ? 0 : Math.trunc(seconds / size);
  return formatter(Intl.RelativeTimeFormat, { style: "short", numeric: "auto" }).format(amount, unit);
}

/** How long something took or takes: its two largest units. @param {number} seconds */
export function duration(seconds) {
  const parts = [];
  let rest = Math.max(0, Math.round(seconds));
  for (const [unit, size] of steps) {
    const amount = Math.floor(rest / size);
    rest -= amount * size;
    if (amount > 0) parts.push(formatter(Intl.NumberFormat, { style: "unit", unit, unitDisplay: "short" }).format(amount));
  }
  return parts.slice(0, 2).join(" ") || formatter(Intl.NumberFormat, { style: "unit", unit: "second", unitDisplay: "short" }).format(0);
}

/** A share from 0 to 1 as a percentage; near the whole with as many digits as tell it from that. */
export const percent = (share) => formatter(Intl.NumberFormat, { style: "percent", maximumFractionDigits: share > 0.9 && share < 1 ? 3 : 0, roundingMode: share < 1 ? "floor" : "halfExpand" }).format(share);

/** A plain number. */
export const number = (value) => formatter(Intl.NumberFormat, {}).format(value);
/** A number with exactly so many digits after the point. */
export const decimal = (value, digits) => formatter(Intl.NumberFormat, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);

/** A percentage as it was agreed: 99.95 is another promise than 99.9. */
export const agreedPercent = (points) => formatter(Intl.NumberFormat, { style: "percent", maximumFractionDigits: 4 }).format(points / 100);

/** Words in the reader's order: "a, b and c". */
export const list = (words) => formatter(Intl.ListFormat, { type: "conjunction" }).format(words);
/** Alternatives: "a or b". */
export const either = (words) => formatter(Intl.ListFormat, { type: "disjunction" }).format(words);

/** How far the zone's clock is ahead of UTC at this time, in milliseconds. */
function ahead(date) {
  const parts = Object.fromEntries(new Intl.DateTimeFormat("en", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" })
    .formatToParts(date).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second) - Math.floor(date / 1000) * 1000;
}

/** The value a datetime-local field takes for this time, in the reader's zone. */
export function localInput(value) {
  const date = new Date(value);
  return new Date(date.valueOf() + ahead(date)).toISOString().slice(0, 16);
}

/** The time that a datetime-local field says, in the reader's zone. @returns {string} RFC 3339 */
export function fromLocalInput(value) {
  const said = new Date(`${value}Z`);
  const near = new Date(said - ahead(said));
  return new Date(said - ahead(near)).toISOString();
}

/** When a day such as "2026-11-22" begins where the reader is, and when it is over. @returns {string} RFC 3339 */
export const dayStart = (value) => fromLocalInput(`${value}T00:00`);
export const dayEnd = (value) => dayStart(new Date(Date.parse(`${value}T12:00Z`) + 86_400_000).toISOString().slice(0, 10));

/** The time of day without seconds. */
export const hourMinute = (value) => formatter(Intl.DateTimeFormat, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(value));
/** "Mon", and the number of the day in its month. */
export const weekday = (value) => formatter(Intl.DateTimeFormat, { weekday: "short" }).format(new Date(value));
export const dayNumber = (value) => formatter(Intl.DateTimeFormat, { day: "numeric" }).formatToParts(new Date(value)).find(({ type }) => type === "day").value;
/** "November 2026". */
export const monthName = (value) => formatter(Intl.DateTimeFormat, { month: "long", year: "numeric" }).format(new Date(value));
/** A day as an address names it, where the reader is: 2026-11-22. */
export const isoDay = (value) => localInput(value).slice(0, 10);
