/** The promises of a policy: how long what may take, on which calendar, what holds its clock, and when somebody is warned. */
import { html } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Field, ManyOf } from "../../ui/field.js";
import { choices, useAll } from "../../services/names.js";
import { t, word } from "../../text/text.js";

const measures = ["response", "update", "resolution", "team", "supplier"];
const holds = ["caller", "change", "problem", "supplier", "scheduled"];
const units = { minutes: 60, hours: 3600, days: 86_400 };
const option = (set) => (value) => ({ value, label: word(set, value) });
const priorities = () => [{ value: "any", label: t("policies.any-priority") }, ...[1, 2, 3, 4, 5].map((value) => ({ value: String(value), label: t(`priority.${value}`) }))];

export const freshTarget = (calendar) => ({ name: "", measure: "resolution", goals: [{ priority: null, seconds: 14_400 }], calendar, pausedBy: ["caller"], onChange: "retroactive", respondedBy: "ownership", thresholds: [{ percent: 75 }], team: null });

/** The largest unit in which a number of seconds is whole. */
const unitOf = (seconds) => ["days", "hours", "minutes"].find((unit) => seconds % units[unit] === 0) ?? "minutes";
const goalUnit = (goal) => (goal.businessDays ? "business" : unitOf(goal.seconds));
const goalOf = (unit, amount, goal) => (unit === "business" ? { priority: goal.priority, businessDays: Math.max(1, Math.round(amount)), at: goal.at ?? "16:00" } : { priority: goal.priority, seconds: Math.max(1, Math.round(amount * units[unit])) });

function Goal({ goal, change, remove }) {
  const unit = goalUnit(goal);
  const amount = unit === "business" ? goal.businessDays : goal.seconds / units[unit];
  return html`<div class="goal-row">
    <${Field} field=${{ name: "priority", label: t("record.priority"), kind: "choice", required: true, options: priorities() }} value=${goal.priority ? String(goal.priority) : "any"} change=${(value) => change({ ...goal, priority: value === "any" ? null : Number(value) })} />
    <${Field} field=${{ name: "amount", label: t("policies.within"), kind: "number", required: true }} value=${amount} change=${(value) => change(goalOf(unit, Number(value), goal))} />
    <${Field} field=${{ name: "unit", label: t("policies.unit"), kind: "choice", required: true, options: [...Object.keys(units), "business"].map(option("policies.unit")) }} value=${unit} change=${(next) => change(goalOf(next, amount, goal))} />
    ${unit === "business" && html`<${Field} field=${{ name: "at", label: t("policies.at"), kind: "clock", required: true }} value=${goal.at} change=${(at) => change({ ...goal, at })} />`}
    <${Button} look="plain" small icon="close" label=${t("policies.remove-goal")} disabled=${!remove} onClick=${remove} /></div>`;
}

const thresholdKind = (one) => (one.percent !== undefined && one.percent !== null ? "percent" : one.secondsBefore ? "before" : "after");
const thresholdAmount = (one) => one.percent ?? Math.round((one.secondsBefore ?? one.secondsAfter) / 60);
const thresholdOf = (kind, amount) => (kind === "percent" ? { percent: Math.round(amount) } : { [kind === "before" ? "secondsBefore" : "secondsAfter"]: Math.round(amount * 60) });

function Threshold({ one, change, remove }) {
  const [kind, amount] = [thresholdKind(one), thresholdAmount(one)];
  return html`<div class="goal-row"><${Field} field=${{ name: "amount", label: t("policies.warn"), kind: "number", required: true }} value=${amount} change=${(value) => change(thresholdOf(kind, Number(value)))} />
    <${Field} field=${{ name: "kind", label: t("policies.unit"), kind: "choice", required: true, options: ["percent", "before", "after"].map(option("policies.threshold")) }} value=${kind} change=${(next) => change(thresholdOf(next, amount))} />
    <${Button} look="plain" small icon="close" label=${t("policies.remove-threshold")} onClick=${remove} /></div>`;
}

const replaced = (items, index, item) => items.map((one, at) => (at === index ? item : one));
const without = (items, index) => items.filter((_, at) => at !== index);

function Target({ target, change, remove, calendars, teams }) {
  const set = (part) => change({ ...target, ...part });
  const field = (name, label, more) => html`<${Field} field=${{ name, label, required: true, ...more }} value=${target[name]} change=${(value) => set({ [name]: value })} />`;
  return html`<div class="built open"><div class="built-head"><span class="strong spring">${target.name || t("policies.new-target")}</span>${remove && html`<${Button} look="plain" small icon="trash" label=${t("catalogue.remove", { name: target.name || t("policies.new-target") })} onClick=${remove} />`}</div>
    <div class="form built-body">
      <div class="pair">${field("name", t("person.name"), { longest: 100 })}${field("measure", t("policies.measure"), { kind: "choice", options: measures.map(option("clock.measure")) })}</div>
      ${field("calendar", t("policies.calendar"), { kind: "choice", options: choices(calendars) })}
      ${target.measure === "team" && field("team", t("record.team"), { kind: "choice", required: false, options: choices(teams), none: t("policies.every-team") })}
      <fieldset class="field"><legend>${t("policies.goals")}</legend>${target.goals.map((goal, index) => html`<${Goal} key=${index} goal=${goal} change=${(next) => set({ goals: replaced(target.goals, index, next) })} remove=${target.goals.length > 1 && (() => set({ goals: without(target.goals, index) }))} />`)}
        <div><${Button} small icon="plus" disabled=${target.goals.length >= 10} onClick=${() => set({ goals: [...target.goals, { priority: Math.min(5, target.goals.length + 1), seconds: 28_800 }] })}>${t("policies.add-goal")}<//></div></fieldset>
      ${target.measure !== "response" && html`<${ManyOf} label=${t("policies.paused-by")} options=${holds.map(option("hold"))} value=${target.pausedBy} change=${(pausedBy) => set({ pausedBy })} />`}
      ${target.measure === "response" && field("respondedBy", t("policies.responded-by"), { kind: "choice", options: ["ownership", "answer"].map(option("policies.responded-by")) })}
      ${field("onChange", t("policies.on-change"), { kind: "choice", options: ["retroactive", "restart", "share"].map(option("policies.on-change")), hint: t("policies.on-change.hint") })}
      <fieldset class="field"><legend>${t("policies.thresholds")}</legend>${target.thresholds.map((one, index) => html`<${Threshold} key=${index} one=${one} change=${(next) => set({ thresholds: replaced(target.thresholds, index, next) })} remove=${() => set({ thresholds: without(target.thresholds, index) })} />`)}
        <div><${Button} small icon="plus" disabled=${target.thresholds.length >= 20} onClick=${() => set({ thresholds: [...target.thresholds, { percent: 90 }] })}>${t("policies.add-threshold")}<//></div></fieldset>
    </div></div>`;
}

/** @param {{value: object[], change: (targets: object[]) => void}} props */
export function PolicyTargets({ value, change }) {
  const [calendars, teams] = [useAll("supportCalendar"), useAll("team")];
  return html`<fieldset class="field"><legend>${t("policies.targets")}</legend>
    <div class="stack">${value.map((target, index) => html`<${Target} key=${index} target=${target} calendars=${calendars} teams=${teams} change=${(next) => change(replaced(value, index, next))} remove=${value.length > 1 && (() => change(without(value, index)))} />`)}</div>
    <div><${Button} icon="plus" disabled=${value.length >= 20} onClick=${() => change([...value, freshTarget(calendars[0]?.id)])}>${t("policies.add-target")}<//></div></fieldset>`;
}
