/** The control for one field of a request item's form, by its type. */
import { html, useId, useRef } from "./preact.js";
import { Button } from "./button.js";
import { Field, ManyOf } from "./field.js";
import { Icon } from "./icon.js";
import { Picker } from "./picker.js";
import { said } from "./answers.js";
import { findPeople, useNamesOf } from "../services/people.js";
import { findItems } from "../services/items.js";
import { t } from "../text/text.js";

const patterns = { mail: "email", phone: "tel", url: "url", digits: "numeric" };

/** @param {{field: import("./answers.js").FormField, value: any, fault?: string, change: (value: any) => void}} props */
export function AnswerControl({ field, value, fault, change }) {
  const limits = field.limits ?? {};
  const shape = { name: field.key, label: said(field.label), hint: said(field.help) || undefined, required: field.required, longest: limits.maximumLength ?? undefined };
  const common = { field: shape, value, fault, change };
  const choices = (field.choices ?? []).map((choice) => ({ value: choice.key, label: said(choice.label) }));
  switch (field.type) {
    case "longText": return html`<${Field} ...${common} field=${{ ...shape, kind: "area" }} />`;
    case "choice": return choices.length <= 5 ? html`<${OneOf} shape=${shape} options=${choices} value=${value} fault=${fault} change=${change} />` : html`<${Field} ...${common} field=${{ ...shape, kind: "choice", options: choices }} />`;
    case "multiChoice": return html`<${ManyOf} label=${shape.label} options=${choices} value=${value ?? []} change=${change} fault=${fault} required=${shape.required} hint=${shape.hint} />`;
    case "date": return html`<${Field} ...${common} field=${{ ...shape, kind: "date" }} min=${limits.earliest ?? undefined} max=${limits.latest ?? undefined} />`;
    case "number": return html`<${Field} ...${common} field=${{ ...shape, kind: "number" }} min=${limits.minimum ?? undefined} max=${limits.maximum ?? undefined} step="any" />`;
    case "boolean": return html`<${YesNo} shape=${shape} value=${value} fault=${fault} change=${change} />`;
    case "person": return html`<${PersonAnswer} ...${{ shape, value, fault, change }} />`;
    case "configurationItem": return html`<${Picker} label=${shape.label} name=${field.key} hint=${shape.hint} required=${shape.required} value=${value} fault=${fault} find=${findItems} change=${change} />`;
    case "file": return html`<${FileAnswer} shape=${shape} value=${value} fault=${fault} change=${change} />`;
    default: return html`<${Field} ...${common} inputmode=${patterns[limits.pattern]} />`;
  }
}

function PersonAnswer({ shape, value, fault, change }) {
  const names = useNamesOf([value]);
  return html`<${Picker} label=${shape.label} name=${shape.name} hint=${shape.hint} required=${shape.required} value=${value} known=${names.get(value)} fault=${fault} find=${findPeople} change=${change} />`;
}

const Legend = ({ shape }) => html`<legend>${shape.label}${!shape.required && html` <span class="muted">(${t("form.optional")})</span>`}</legend>`;
const Beside = ({ shape, fault, id }) => html`${shape.hint && html`<span class="hint">${shape.hint}</span>`}${fault && html`<span class="fault" id=${id}><${Icon} name="alert" />${fault}</span>`}`;

/** A few choices, all of them to be seen. */
function OneOf({ shape, options, value, fault, change }) {
  const id = useId();
  return html`<fieldset class="field" aria-describedby=${fault ? id : undefined}><${Legend} shape=${shape} />
    <div class="cards-to-choose">${options.map((option) => html`<label class=${option.value === value ? "chosen" : ""}><input type="radio" name=${shape.name} checked=${option.value === value} aria-invalid=${fault ? "true" : undefined} onChange=${() => change(option.value)} /><span>${option.label}</span></label>`)}</div>
    <${Beside} shape=${shape} fault=${fault} id=${id} /></fieldset>`;
}

function YesNo({ shape, value, fault, change }) {
  const options = [{ value: true, label: t("answer.yes") }, { value: false, label: t("answer.no") }];
  return html`<${OneOf} shape=${shape} options=${options} value=${value} fault=${fault} change=${change} />`;
}

/** A file is sent when the form is. */
const chosenFile = (file) => (file ? { file } : null);

function FileAnswer({ shape, value, fault, change }) {
  const id = useId();
  const input = useRef(null);
  return html`<div class="field"><label for=${id}>${shape.label}${!shape.required && html` <span class="muted">(${t("form.optional")})</span>`}</label>
    <div class="row wraps file-answer"><input ref=${input} id=${id} class="unseen" type="file" aria-invalid=${fault ? "true" : undefined} onChange=${(event) => change(chosenFile(event.target.files[0]))} />
      <${Button} icon="upload" tabindex="-1" onClick=${() => input.current.click()}>${t("files.choose")}<//>
      ${value && html`<span class="chip"><span class="chip-open" dir="auto">${value.file?.name ?? t("files.in-conversation")}</span><button type="button" class="chip-drop" aria-label=${t("filter.remove", { name: value.file?.name ?? shape.label })} onClick=${() => { input.current.value = ""; change(null); }}><${Icon} name="close" /></button></span>`}</div>
    <${Beside} shape=${shape} fault=${fault} /></div>`;
}
