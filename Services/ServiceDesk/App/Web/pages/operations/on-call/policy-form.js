/** Writing an escalation policy: its incidents, its steps, and when it holds its peace. */
import { html, useRef, useState } from "../../../ui/preact.js";
import { Button } from "../../../ui/button.js";
import { Field } from "../../../ui/field.js";
import { Notice } from "../../../ui/form.js";
import { Picker } from "../../../ui/picker.js";
import { sentence } from "../../../ui/standing.js";
import { useDraft } from "../../../ui/draft.js";
import { newKey } from "../../../services/client.js";
import { choices, useAll } from "../../../services/names.js";
import { keepPolicy, useSchedules } from "../../../services/on-call.js";
import { findPeople, useNamesOf } from "../../../services/people.js";
import { t, word } from "../../../text/text.js";

const clock = (minutes) => `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
const minutes = (text) => { const [hour, minute] = text.split(":").map(Number); return hour * 60 + minute; };
const fresh = () => ({ name: "", team: null, lowestPriority: 2, steps: [{ targets: [{ kind: "schedule" }], minutes: 5 }], repeats: 2, acknowledgement: 30, quiet: null });
const amount = (value) => (value === "" || value === null ? null : Number(value));

function Target({ target, at, change, drop }) {
  const schedules = useSchedules();
  const names = useNamesOf([target.kind === "person" ? target.id : null]);
  const kinds = ["schedule", "person", "webhook"].map((value) => ({ value, label: word("escalation.target", value) }));
  return html`<div class="on-call-window"><${Field} field=${{ name: `${at}.kind`, label: t("escalation.target"), kind: "choice", required: true, options: kinds }} value=${target.kind} change=${(kind) => change({ kind })} />
    ${target.kind === "person" ? html`<${Picker} label=${t("escalation.target.person")} required value=${target.id ?? null} known=${names.get(target.id)} find=${findPeople} change=${(id) => change({ kind: "person", id })} />`
      : target.kind === "schedule" ? html`<${Field} field=${{ name: `${at}.id`, label: t("escalation.target.schedule"), kind: "choice", required: true, options: choices(schedules) }} value=${schedules.find(({ id }) => id.toLowerCase() === target.id?.toLowerCase())?.id} change=${(id) => change({ kind: "schedule", id })} />`
      : html`<${Field} field=${{ name: `${at}.address`, label: t("escalation.target.webhook"), required: true, longest: 1000, mono: true }} value=${target.address} change=${(address) => change({ kind: "webhook", address })} />`}
    ${drop && html`<${Button} small look="plain" icon="close" label=${t("escalation.target.drop")} onClick=${drop} />`}</div>`;
}

function Step({ step, at, change, drop }) {
  const set = (place, next) => change({ ...step, targets: step.targets.map((one, other) => (other === place ? next : one)) });
  return html`<fieldset class="card stack on-call-layer"><legend class="strong">${t("escalation.step", { number: at + 1 })}</legend>
    ${step.targets.map((target, place) => html`<${Target} key=${place} target=${target} at=${`steps.${at}.targets.${place}`} change=${(next) => set(place, next)}
      drop=${step.targets.length > 1 && (() => change({ ...step, targets: step.targets.filter((_, other) => other !== place) }))} />`)}
    <div class="row wraps"><${Button} small icon="plus" onClick=${() => change({ ...step, targets: [...step.targets, { kind: "person" }] })}>${t("escalation.target.add")}<//><span class="spring" />
      ${drop && html`<${Button} small look="plain" icon="trash" onClick=${drop}>${t("escalation.step.drop")}<//>`}</div>
    <${Field} field=${{ name: `steps.${at}.minutes`, label: t("escalation.minutes"), kind: "number", required: true }} value=${step.minutes} change=${(value) => change({ ...step, minutes: amount(value) ?? 0 })} /></fieldset>`;
}

export function PolicyForm({ policy, close, done }) {
  const teams = useAll("team");
  const [terms, set, forget] = useDraft(`escalation.${policy.id ?? "new"}.${policy.version ?? 0}`, policy.terms ?? fresh());
  const [{ busy, error }, show] = useState({});
  const key = useRef(newKey());
  const priorities = [1, 2, 3, 4, 5].map((value) => ({ value, label: t(`priority.${value}`) }));
  const field = (name, more, take = (value) => set({ [name]: value })) => html`<${Field} field=${{ name, ...more }} value=${terms[name]} fault=${error?.field === name ? sentence(error) : undefined} change=${take} />`;
  const save = async (event) => {
    event.preventDefault();
    show({ busy: true });
    try {
      const kept = await keepPolicy(policy, { ...terms, team: terms.team || null }, key.current);
      forget();
      done(kept);
    } catch (problem) {
      key.current = newKey();
      show({ error: problem });
    }
  };
  const quiet = terms.quiet;
  const hush = (part) => set({ quiet: { ...quiet, ...part } });
  return html`<form class="form" novalidate onSubmit=${save}>${error && html`<${Notice} tone="critical" icon="alert">${sentence(error)}<//>`}
    ${field("name", { label: t("person.name"), required: true, longest: 200 })}
    <div class="fields">${field("team", { label: t("record.team"), kind: "choice", options: choices(teams), none: t("escalation.all-teams") })}${field("lowestPriority", { label: t("escalation.lowest"), kind: "choice", required: true, options: priorities })}</div>
    ${terms.steps.map((step, place) => html`<${Step} key=${place} step=${step} at=${place} change=${(next) => set({ steps: terms.steps.map((one, other) => (other === place ? next : one)) })}
      drop=${terms.steps.length > 1 && (() => set({ steps: terms.steps.filter((_, other) => other !== place) }))} />`)}
    <div><${Button} icon="plus" onClick=${() => set({ steps: [...terms.steps, { targets: [{ kind: "person" }], minutes: 10 }] })}>${t("escalation.step.add")}<//></div>
    <div class="fields">${field("repeats", { label: t("escalation.repeats"), kind: "number", required: true }, (value) => set({ repeats: amount(value) ?? 0 }))}
      ${field("acknowledgement", { label: t("escalation.acknowledgement"), kind: "number", hint: t("escalation.acknowledgement.hint") }, (value) => set({ acknowledgement: amount(value) }))}</div>
    <${Field} field=${{ name: "quiet", label: t("escalation.quiet.on"), kind: "check", hint: t("escalation.quiet.hint") }} value=${Boolean(quiet)} change=${(on) => set({ quiet: on ? { from: 1320, until: 420, urgent: 2 } : null })} />
    ${quiet && html`<div class="fields">${["from", "until"].map((name) => html`<${Field} field=${{ name: `quiet.${name}`, label: t(`on-call.${name}`), kind: "clock", required: true }} value=${clock(quiet[name])} change=${(value) => value && hush({ [name]: minutes(value) })} />`)}
      <${Field} field=${{ name: "quiet.urgent", label: t("escalation.quiet.urgent"), kind: "choice", required: true, options: priorities }} value=${quiet.urgent} change=${(urgent) => hush({ urgent })} /></div>`}
    <div class="form-foot"><${Button} look="plain" onClick=${close}>${t("action.cancel-form")}<//><${Button} look="primary" type="submit" busy=${busy}>${t("action.save")}<//></div></form>`;
}
