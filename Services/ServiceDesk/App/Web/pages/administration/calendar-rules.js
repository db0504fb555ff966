/** The rules of a calendar: zone, weeks from a day on, holidays, days with hours of their own; and when it is open next by them. */
import { html, useEffect, useState } from "../../ui/preact.js";
import { Badge } from "../../ui/badge.js";
import { Button } from "../../ui/button.js";
import { Field } from "../../ui/field.js";
import { Intervals, WeekGrid } from "./hours.js";
import { sentence } from "../../ui/standing.js";
import { zones } from "./zones.js";
import { post } from "../../services/client.js";
import { isoDay, span, zoneHere } from "../../text/format.js";
import { t } from "../../text/text.js";

const today = () => isoDay(Date.now());
export const freshRules = () => ({ zone: zoneHere(), weeks: [{ effective: null, hours: [{ weekdays: ["monday", "tuesday", "wednesday", "thursday", "friday"], from: "08:00", until: "17:00" }] }], holidays: [], exceptions: [] });

/** One of a list: its head, what is in it, and the way to take it out. */
const Part = ({ title, remove, children }) => html`<div class="built open"><div class="built-head"><span class="strong spring">${title}</span>${remove && html`<${Button} look="plain" small icon="trash" label=${t("catalogue.remove", { name: title })} onClick=${remove} />`}</div><div class="form built-body">${children}</div></div>`;

function List({ title, about, add, label, items, change, children }) {
  const put = (index) => (part) => change(items.map((one, at) => (at === index ? { ...one, ...part } : one)));
  const remove = (index) => () => change(items.filter((_, at) => at !== index));
  return html`<fieldset class="field"><legend>${title}</legend>${about && html`<span class="hint">${about}</span>`}
    <div class="stack">${items.map((item, index) => children(item, put(index), remove(index), index))}</div><div><${Button} icon="plus" onClick=${add}>${label}<//></div></fieldset>`;
}

const day = (value, change, label = t("calendar-rules.day")) => html`<${Field} field=${{ name: "day", label, kind: "date", required: true }} value=${value} change=${change} />`;
const name = (value, change) => html`<${Field} field=${{ name: "name", label: t("person.name"), required: true, longest: 200 }} value=${value} change=${change} />`;

/** @param {{value: object, change: (rules: object) => void}} props */
export function CalendarRules({ value, change }) {
  const rules = value ?? freshRules();
  useEffect(() => { if (!value) change(rules); }, []);
  const set = (part) => change({ ...rules, ...part });
  const weekTitle = (week, index) => (week.effective ? t("calendar-rules.week-from", { day: week.effective }) : index === 0 ? t("calendar-rules.week") : t("calendar-rules.week-always"));
  return html`<div class="stack">
    <${Field} field=${{ name: "zone", label: t("account.zone"), kind: "choice", required: true, options: zones() }} value=${rules.zone} change=${(zone) => set({ zone })} />
    <${List} title=${t("calendar-rules.weeks")} about=${t("calendar-rules.weeks.about")} items=${rules.weeks} change=${(weeks) => set({ weeks })} label=${t("calendar-rules.add-week")} add=${() => set({ weeks: [...rules.weeks, { effective: today(), hours: rules.weeks.at(-1)?.hours ?? [] }] })}>
      ${(week, put, remove, index) => html`<${Part} key=${index} title=${weekTitle(week, index)} remove=${rules.weeks.length > 1 && remove}>
        ${(index > 0 || week.effective) && html`<${Field} field=${{ name: "effective", label: t("calendar-rules.effective"), kind: "date", required: true }} value=${week.effective} change=${(effective) => put({ effective: effective || null })} />`}
        <${WeekGrid} hours=${week.hours} change=${(hours) => put({ hours })} /><//>`}<//>
    <${List} title=${t("calendar-rules.holidays")} items=${rules.holidays} change=${(holidays) => set({ holidays })} label=${t("calendar-rules.add-holiday")} add=${() => set({ holidays: [...rules.holidays, { day: today(), yearly: false, name: "" }] })}>
      ${(holiday, put, remove, index) => html`<${Part} key=${index} title=${holiday.name || t("calendar-rules.holiday")} remove=${remove}><div class="pair">${name(holiday.name, (text) => put({ name: text }))}${day(holiday.day, (date) => put({ day: date }))}</div>
        <${Field} field=${{ name: "yearly", label: t("calendar-rules.yearly"), kind: "check" }} value=${holiday.yearly} change=${(yearly) => put({ yearly })} /><//>`}<//>
    <${List} title=${t("calendar-rules.exceptions")} about=${t("calendar-rules.exceptions.about")} items=${rules.exceptions} change=${(exceptions) => set({ exceptions })} label=${t("calendar-rules.add-exception")} add=${() => set({ exceptions: [...rules.exceptions, { day: today(), hours: [], name: "" }] })}>
      ${(exception, put, remove, index) => html`<${Part} key=${index} title=${exception.name || t("calendar-rules.exception")} remove=${remove}><div class="pair">${name(exception.name, (text) => put({ name: text }))}${day(exception.day, (date) => put({ day: date }))}</div>
        <${Intervals} label=${exception.day} value=${exception.hours} change=${(hours) => put({ hours })} /><//>`}<//>
    <${Preview} rules=${rules} /></div>`;
}

/** When it is open next, as the clocks would count, read anew a moment after each change. */
function Preview({ rules }) {
  const [{ answer, error }, show] = useState({});
  const asked = JSON.stringify(rules);
  useEffect(() => {
    const abort = new AbortController();
    const timer = setTimeout(() => post("calendars/preview", rules, { signal: abort.signal })
      .then((found) => show({ answer: found }), (problem) => problem.name !== "AbortError" && show({ error: problem })), 400);
    return () => { clearTimeout(timer); abort.abort(); };
  }, [asked]);
  return html`<section class="card stack tight" aria-live="polite"><div class="row wraps"><h3>${t("calendar-rules.preview")}</h3>${answer && html`<${Badge} tone=${answer.isOpen ? "ok" : "quiet"} icon=${answer.isOpen ? "check" : "pause"}>${t(answer.isOpen ? "calendar-rules.open-now" : "calendar-rules.closed-now")}<//>`}</div>
    ${error && html`<p class="fault">${sentence(error)}</p>`}
    ${answer && (answer.openings.length === 0 ? html`<p class="muted">${t("calendar-rules.never")}</p>` : html`<ul class="plain figures small">${answer.openings.slice(0, 10).map((opening) => html`<li key=${opening.from}>${span(opening.from, opening.until)}</li>`)}</ul><p class="small muted">${t("calendar-rules.your-zone", { edition: answer.zoneData })}</p>`)}</section>`;
}
