/** A rule by which something comes again: its fields, and the rule in words. */
import { html, useEffect, useState } from "../../ui/preact.js";
import { Field, ManyOf } from "../../ui/field.js";
import { Time } from "../../ui/bits.js";
import { nextTimes } from "../../services/recurring.js";
import { zones } from "./zones.js";
import { isoDay, list, weekday, zoneHere } from "../../text/format.js";
import { t } from "../../text/text.js";

const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
// The first of these dates was a Monday.
const named = (day) => weekday(new Date(2024, 0, days.indexOf(day) + 1, 12));
const dayOptions = () => days.map((value) => ({ value, label: named(value) }));
const ordinals = [[1, "recurring.first"], [2, "recurring.second"], [3, "recurring.third"], [4, "recurring.fourth"], [-1, "recurring.last-of-month"]];
const counted = { days: ["recurring.daily", "recurring.every.days"], weeks: ["recurring.weekly", "recurring.every.weeks"], months: ["recurring.monthly", "recurring.every.months"] };

/** What the form begins with. */
export const newRule = () => ({ every: 1, unit: "weeks", weekdays: ["monday"], time: "09:00", zone: zoneHere(), from: isoDay(Date.now()) });

/** The rule as the service takes it: what belongs to another unit is left out. */
export function ruleToSend({ every, unit, weekdays, monthDay, ordinal, weekday: day, time, zone, from, until, skipWeekends, holidays, byWeekday }) {
  const byDay = unit === "months" && (byWeekday ?? Boolean(ordinal));
  return {
    every: Number(every), unit, time, zone, from, until: until || null, skipWeekends: Boolean(skipWeekends), holidays: holidays ?? [],
    ...(unit === "weeks" && { weekdays }), ...(byDay && { ordinal: Number(ordinal ?? 1), weekday: day ?? "monday" }),
    ...(unit === "months" && !byDay && { monthDay: Number(monthDay ?? 1) }),
  };
}

/** "Every 2 weeks · Mon and Wed · 09:00 Europe/Berlin". */
export function ruleInWords(rule) {
  const on = rule.unit === "weeks" ? list(rule.weekdays.map(named))
    : rule.unit !== "months" ? null
    : rule.ordinal ? `${t(ordinals.find(([value]) => value === rule.ordinal)[1])} ${named(rule.weekday)}` : t("recurring.on-day", { day: rule.monthDay });
  return [t(counted[rule.unit][rule.every > 1 ? 1 : 0], { count: rule.every }), on, `${rule.time} ${rule.zone}`].filter(Boolean).join(" · ");
}

/** When it comes round, as long as the rule can be read. */
function Next({ rule }) {
  const [next, show] = useState([]);
  const wanted = JSON.stringify(ruleToSend(rule));
  useEffect(() => {
    const abort = new AbortController();
    const timer = setTimeout(() => nextTimes(JSON.parse(wanted), abort.signal).then(show, () => !abort.signal.aborted && show([])), 300);
    return () => { clearTimeout(timer); abort.abort(); };
  }, [wanted]);
  return html`<p class="small muted" role="status">${next.length > 0 && html`${t("recurring.next")} ${next.map((at, index) => html`${index > 0 ? ", " : ""}<${Time} value=${at} exact />`)}`}</p>`;
}

/** @param {{rule: object, change: (rule: object) => void, faults: Record<string, string>}} props */
export function RuleFields({ rule, change, faults }) {
  const put = (part) => change({ ...rule, ...part });
  const field = (name, label, more) => html`<${Field} field=${{ name: `rule.${name}`, label, required: true, ...more }} value=${rule[name]} fault=${faults[`rule.${name}`]} change=${(value) => put({ [name]: value })} />`;
  const byDay = rule.byWeekday ?? Boolean(rule.ordinal);
  return html`<fieldset class="field"><legend>${t("recurring.rule")}</legend><div class="form">
    <div class="pair">${field("every", t("recurring.every"), { kind: "number" })}${field("unit", t("recurring.unit"), { kind: "choice", options: [{ value: "days", label: t("recurring.days") }, { value: "weeks", label: t("recurring.weeks") }, { value: "months", label: t("recurring.months") }] })}</div>
    ${rule.unit === "weeks" && html`<${ManyOf} label=${t("service.busy.days")} required options=${dayOptions()} value=${rule.weekdays ?? []} fault=${faults["rule.weekdays"]} change=${(weekdays) => put({ weekdays })} />`}
    ${rule.unit === "months" && html`<${Field} field=${{ name: "rule.byWeekday", label: t("recurring.by-weekday"), kind: "check" }} value=${byDay} change=${(byWeekday) => put({ byWeekday })} />
      ${byDay ? html`<div class="pair">${field("ordinal", t("recurring.which"), { kind: "choice", options: ordinals.map(([value, name]) => ({ value, label: t(name) })) })}${field("weekday", t("recurring.weekday"), { kind: "choice", options: dayOptions() })}</div>`
        : field("monthDay", t("recurring.month-day"), { kind: "number", hint: t("recurring.month-day.hint") })}`}
    <div class="pair">${field("time", t("recurring.time"), { kind: "clock" })}${field("zone", t("account.zone"), { kind: "choice", options: zones() })}</div>
    <div class="pair">${field("from", t("recurring.from"), { kind: "date" })}${field("until", t("recurring.until"), { kind: "date", required: false })}</div>
    <${Field} field=${{ name: "rule.skipWeekends", label: t("recurring.skip-weekends"), kind: "check" }} value=${rule.skipWeekends} change=${(skipWeekends) => put({ skipWeekends })} />
    <${Next} rule=${rule} /></div></fieldset>`;
}
