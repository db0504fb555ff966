/** One field of an item's form: what it asks, in which languages, within which limits, and when. */
import { html } from "../../../ui/preact.js";
import { Button } from "../../../ui/button.js";
import { Field } from "../../../ui/field.js";
import { Condition } from "./condition.js";
import { freeKey } from "./form-builder.js";
import { languages, t } from "../../../text/text.js";

const patterns = ["mail", "phone", "digits", "hostName", "costCentre", "ipAddress", "url"];
/** Without what is empty; nothing at all when all of it is. */
const kept = (part) => {
  const left = Object.fromEntries(Object.entries(part).filter(([, value]) => value !== null && value !== undefined && value !== ""));
  return Object.keys(left).length > 0 ? left : null;
};

const Spoken = ({ label, texts, change, required }) => html`<div class="pair"><${Field} field=${{ name: "default", label, required, longest: 200 }} value=${texts?.default} change=${(value) => change({ ...texts, default: value })} /></div>
  <details><summary>${t("catalogue.translations")}</summary><div class="pair">${Object.entries(languages).map(([code, name]) => html`<${Field} field=${{ name: code, label: name, longest: 200 }} value=${texts?.[code]} change=${(value) => change(kept({ ...texts, [code]: value }) ?? { default: "" })} />`)}</div></details>`;

function Choices({ field, change }) {
  const put = (index, label) => change(field.choices.map((choice, at) => (at === index ? { ...choice, label: { ...choice.label, default: label } } : choice)));
  const add = () => change([...field.choices, { key: freeKey("choice", field.choices.map(({ key }) => key)), label: { default: "" } }]);
  return html`<fieldset class="field"><legend>${t("catalogue.choices")}</legend><ul class="stack tight">${field.choices.map((choice, index) => html`<li class="row"><input class="input" aria-label=${t("catalogue.choice", { number: String(index + 1) })} maxlength="200" value=${choice.label.default ?? ""} onInput=${(event) => put(index, event.target.value)} />
      <${Button} look="plain" small icon="trash" label=${t("catalogue.remove", { name: choice.label.default || choice.key })} onClick=${() => change(field.choices.filter((_, at) => at !== index))} /></li>`)}</ul>
    <div><${Button} small icon="plus" onClick=${add}>${t("catalogue.add-choice")}<//></div></fieldset>`;
}

function Limits({ field, change }) {
  const limits = field.limits ?? {};
  const number = (name) => html`<${Field} field=${{ name, label: t(`limit.${name}`), kind: "number" }} value=${limits[name]} change=${(value) => change(kept({ ...limits, [name]: value === "" ? null : Number(value) }))} />`;
  const day = (name) => html`<${Field} field=${{ name, label: t(`limit.${name}`), kind: "date" }} value=${limits[name]} change=${(value) => change(kept({ ...limits, [name]: value }))} />`;
  if (field.type === "number") return html`<div class="pair">${number("minimum")}${number("maximum")}</div>`;
  if (field.type === "date") return html`<div class="pair">${day("earliest")}${day("latest")}</div>`;
  if (field.type !== "text" && field.type !== "longText") return null;
  return html`<div class="pair">${number("minimumLength")}${number("maximumLength")}${field.type === "text" && html`<${Field} field=${{ name: "pattern", label: t("limit.pattern"), kind: "choice", options: patterns.map((value) => ({ value, label: t(`pattern.${value}`) })) }} value=${limits.pattern ?? null} change=${(value) => change(kept({ ...limits, pattern: value }))} />`}</div>`;
}

/** @param {{field: object, earlier: object[], change: (field: object) => void}} props */
export function FieldEditor({ field, earlier, change }) {
  const set = (name) => (value) => change({ ...field, [name]: value });
  return html`<div class="form built-body">
    <${Spoken} label=${t("catalogue.question")} texts=${field.label} change=${set("label")} required />
    <${Field} field=${{ name: "help", label: t("catalogue.help"), longest: 500 }} value=${field.help?.default} change=${(value) => set("help")(kept({ ...field.help, default: value }))} />
    <div class="pair"><${Field} field=${{ name: "key", label: t("catalogue.key"), required: true, longest: 40, hint: t("catalogue.key.hint") }} value=${field.key} change=${set("key")} /><${Field} field=${{ name: "required", label: t("catalogue.must"), kind: "check" }} value=${field.required} change=${set("required")} /></div>
    ${(field.type === "choice" || field.type === "multiChoice") && html`<${Choices} field=${field} change=${set("choices")} />`}
    <${Limits} field=${field} change=${set("limits")} />
    ${earlier.length > 0 && html`<${Condition} condition=${field.showWhen} earlier=${earlier} change=${set("showWhen")} />`}
  </div>`;
}
