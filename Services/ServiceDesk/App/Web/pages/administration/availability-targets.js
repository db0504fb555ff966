/** What an agreement promises of how much services are up. */
import { html } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Field } from "../../ui/field.js";
import { choices, useAll } from "../../services/names.js";
import { t } from "../../text/text.js";

const fresh = (calendar) => ({ services: [], percent: 99.5, calendar, countsPlanned: false, degradedWeight: 0 });

function Target({ target, change, remove, services, calendars }) {
  const field = (name, label, more) => html`<${Field} field=${{ name, label, required: true, ...more }} value=${target[name]} change=${(value) => change({ ...target, [name]: value })} />`;
  const figure = (name, label) => html`<${Field} field=${{ name, label, kind: "number", required: true }} value=${target[name]} change=${(value) => change({ ...target, [name]: Number(value) })} />`;
  return html`<div class="built open"><div class="form built-body">
    ${field("services", t("record.services"), { kind: "many", options: choices(services) })}
    <div class="pair">${figure("percent", t("agreements.availability.percent"))}${field("calendar", t("policies.calendar"), { kind: "choice", options: choices(calendars), hint: t("agreements.availability.hint") })}</div>
    ${figure("degradedWeight", t("agreements.availability.degraded"))}${field("countsPlanned", t("agreements.availability.planned"), { kind: "check" })}
    <div><${Button} look="plain" small icon="trash" onClick=${remove}>${t("agreements.availability.remove")}<//></div></div></div>`;
}

/** @param {{value: object[], change: (targets: object[]) => void}} props */
export function AvailabilityTargets({ value, change }) {
  const [services, calendars] = [useAll("service"), useAll("supportCalendar")];
  const put = (index, next) => change(value.map((one, at) => (at === index ? next : one)));
  return html`<fieldset class="field"><legend>${t("agreements.availability")} <span class="muted">(${t("form.optional")})</span></legend>
    <div class="stack">${value.map((target, index) => html`<${Target} key=${index} target=${target} services=${services} calendars=${calendars} change=${(next) => put(index, next)} remove=${() => change(value.filter((_, at) => at !== index))} />`)}</div>
    <div><${Button} icon="plus" disabled=${value.length >= 20 || calendars.length === 0} onClick=${() => change([...value, fresh(calendars[0]?.id)])}>${t("agreements.availability.add")}<//></div></fieldset>`;
}
