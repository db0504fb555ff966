/** Hours of the week in which a service is worth more, or less. */
import { html } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Field, ManyOf } from "../../ui/field.js";
import { weekday, zoneHere } from "../../text/format.js";
import { t } from "../../text/text.js";
import { zones } from "./zones.js";

const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
// The first of these dates was a Monday.
const named = days.map((value, index) => ({ value, label: () => weekday(new Date(2024, 0, index + 1, 12)) }));

/** @param {{times: object[], change: (times: object[]) => void}} props */
export function BusyTimes({ times, change }) {
  const put = (index, part) => change(times.map((time, at) => (at === index ? { ...time, ...part } : time)));
  const field = (index, name, label, more) => html`<${Field} field=${{ name, label, required: true, ...more }} value=${times[index][name]} change=${(value) => put(index, { [name]: name === "factor" ? Number(value) : value })} />`;
  const add = () => change([...times, { name: "", weekdays: days.slice(0, 5), from: "08:00", until: "18:00", zone: zoneHere(), factor: 2 }]);
  return html`<fieldset class="field"><legend>${t("service.busy")} <span class="muted">(${t("form.optional")})</span></legend>
    <div class="stack">${times.map((time, index) => html`<div key=${index} class="built open">
      <div class="built-head"><span class="strong spring">${time.name || t("service.busy.new")}</span><${Button} look="plain" small icon="trash" label=${t("catalogue.remove", { name: time.name || t("service.busy.new") })} onClick=${() => change(times.filter((other) => other !== time))} /></div>
      <div class="form built-body">
        ${field(index, "name", t("person.name"), { longest: 200 })}
        <${ManyOf} label=${t("service.busy.days")} required options=${named.map(({ value, label }) => ({ value, label: label() }))} value=${time.weekdays} change=${(weekdays) => put(index, { weekdays })} />
        <div class="pair">${field(index, "from", t("service.busy.from"), { kind: "clock" })}${field(index, "until", t("service.busy.until"), { kind: "clock" })}</div>
        <div class="pair">${field(index, "factor", t("service.busy.factor"), { kind: "number", hint: t("service.busy.factor.hint") })}${field(index, "zone", t("account.zone"), { kind: "choice", options: zones() })}</div>
      </div></div>`)}</div>
    <div><${Button} icon="plus" disabled=${times.length >= 20} onClick=${add}>${t("service.busy.add")}<//></div></fieldset>`;
}
