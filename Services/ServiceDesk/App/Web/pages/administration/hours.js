/** Hours of a day, and of a week day by day. */
import { html, useId } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { weekday } from "../../text/format.js";
import { t } from "../../text/text.js";

export const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
// The first of these dates was a Monday.
export const dayName = (day) => weekday(new Date(2024, 0, days.indexOf(day) + 1, 12));

/** What is written for several days, day by day. @param {{weekdays: string[], from: string, until: string}[]} hours */
export const byDay = (hours) => Object.fromEntries(days.map((day) => [day, hours.filter(({ weekdays }) => weekdays.includes(day)).map(({ from, until }) => ({ from, until }))]));

/** The same hours of several days together. */
export function together(week) {
  const found = new Map();
  for (const day of days) {
    for (const { from, until } of week[day] ?? []) {
      const key = `${from}-${until}`;
      found.set(key, { weekdays: [...(found.get(key)?.weekdays ?? []), day], from, until });
    }
  }
  return [...found.values()];
}

// A clock has no 24:00: midnight at the end of a day is written as it begins the next.
const shown = (until) => (until === "24:00" ? "00:00" : until);
const meant = (until) => (until === "00:00" ? "24:00" : until);

/** @param {{label: string, value: {from: string, until: string}[], change: Function}} props */
export function Intervals({ label, value, change }) {
  const id = useId();
  const put = (index, part) => change(value.map((one, at) => (at === index ? { ...one, ...part } : one)));
  return html`<div class="intervals" role="group" aria-label=${label}>
    ${value.length === 0 && html`<span class="muted small">${t("hours.closed")}</span>`}
    ${value.map((one, index) => html`<span key=${index} class="interval">
      <label class="unseen" for=${`${id}f${index}`}>${t("hours.from", { day: label })}</label><input id=${`${id}f${index}`} class="input" type="time" value=${one.from} onInput=${(event) => put(index, { from: event.target.value })} />
      <span aria-hidden="true">–</span>
      <label class="unseen" for=${`${id}u${index}`}>${t("hours.until", { day: label })}</label><input id=${`${id}u${index}`} class="input" type="time" value=${shown(one.until)} onInput=${(event) => put(index, { until: meant(event.target.value) })} />
      <${Button} look="plain" small icon="close" label=${t("hours.remove", { day: label })} onClick=${() => change(value.filter((other) => other !== one))} /></span>`)}
    <${Button} look="plain" small icon="plus" label=${t("hours.add", { day: label })} disabled=${value.length >= 6} onClick=${() => change([...value, value.length === 0 ? { from: "08:00", until: "17:00" } : { from: value.at(-1).until === "24:00" ? "00:00" : value.at(-1).until, until: "24:00" }])} />
  </div>`;
}

/** @param {{hours: object[], change: (hours: object[]) => void}} props */
export function WeekGrid({ hours, change }) {
  const week = byDay(hours);
  const set = (day) => (value) => change(together({ ...week, [day]: value }));
  const spread = () => change(together({ ...week, ...Object.fromEntries(days.slice(1, 5).map((day) => [day, week.monday])) }));
  const always = () => change([{ weekdays: days, from: "00:00", until: "24:00" }]);
  return html`<div class="week-grid">${days.map((day) => html`<div key=${day} class="week-day"><span class="strong">${dayName(day)}</span><${Intervals} label=${dayName(day)} value=${week[day]} change=${set(day)} /></div>`)}
    <div class="row wraps"><${Button} small icon="copy" disabled=${week.monday.length === 0} onClick=${spread}>${t("hours.spread")}<//><${Button} small onClick=${always}>${t("hours.always")}<//></div></div>`;
}
