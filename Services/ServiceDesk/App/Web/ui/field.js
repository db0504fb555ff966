/** One field of a form: its name, what is wrong with it, and the control for its kind. */
import { html, useId } from "./preact.js";
import { Icon } from "./icon.js";
import { Picker } from "./picker.js";
import { t } from "../text/text.js";

/**
 * @typedef {{name: string, label: string, kind?: "text" | "area" | "choice" | "time" | "date" | "clock" | "number" | "password" | "check" | "many" | "pick" | "own",
 *   control?: (props: {value: any, change: (value: any) => void, fault?: string}) => any, find?: Function, known?: string, options?: {value: any, label: string}[], required?: boolean, narrows?: boolean, none?: string, hint?: string, longest?: number, mono?: boolean}} FieldShape
 *   `narrows`: it only narrows what is shown, so that leaving it open is nothing special
 */

const controls = {
  text: (props) => html`<input type="text" ...${props} />`,
  password: (props) => html`<input type="password" ...${props} />`,
  number: (props) => html`<input type="number" inputmode="decimal" ...${props} />`,
  time: (props) => html`<input type="datetime-local" ...${props} />`,
  date: (props) => html`<input type="date" ...${props} />`,
  clock: (props) => html`<input type="time" ...${props} />`,
  area: ({ value, ...props }) => html`<textarea rows="4" value=${value} ...${props} />`,
};

/** @param {{field: FieldShape, value: any, fault?: string, change: (value: any) => void}} props */
export function Field({ field, value, fault, change, ...rest }) {
  const id = useId();
  const described = [field.hint && `${id}h`, fault && `${id}f`].filter(Boolean).join(" ") || undefined;
  const common = {
    id, name: field.name, class: field.mono ? "input mono" : "input", required: field.required, maxlength: field.longest,
    "aria-invalid": fault ? "true" : undefined, "aria-describedby": described, ...rest,
  };
  if (field.kind === "own") return field.control({ value, change, fault });
  if (field.kind === "many") return html`<${ManyOf} label=${field.label} options=${field.options} value=${value ?? []} change=${change} fault=${fault} required=${field.required} hint=${field.hint} />`;
  if (field.kind === "pick") return html`<${Picker} label=${field.label} name=${field.name} find=${field.find} known=${field.known} value=${value ?? null} change=${change} fault=${fault} hint=${field.hint} required=${field.required} autofocus=${rest.autofocus} />`;
  if (field.kind === "check") {
    return html`<div class="field"><label class="check"><input type="checkbox" name=${field.name} checked=${Boolean(value)} aria-describedby=${described} autofocus=${rest.autofocus} onChange=${(event) => change(event.target.checked)} /> ${field.label}</label>
      ${field.hint && html`<span class="hint" id=${`${id}h`}>${field.hint}</span>`}</div>`;
  }
  const control = field.kind === "choice"
    ? html`<${Choice} field=${field} value=${value} change=${change} common=${common} />`
    : controls[field.kind ?? "text"]({ ...common, value: value ?? "", onInput: (event) => change(event.target.value) });
  return html`<div class="field">
    <label for=${id}>${field.label}${!field.required && !field.narrows && html` <span class="muted">(${t("form.optional")})</span>`}</label>
    ${control}
    ${field.hint && html`<span class="hint" id=${`${id}h`}>${field.hint}</span>`}
    ${fault && html`<span class="fault" id=${`${id}f`}><${Icon} name="alert" />${fault}</span>`}
  </div>`;
}

function Choice({ field, value, change, common }) {
  const pick = (event) => change(field.options.find((option) => String(option.value) === event.target.value)?.value ?? null);
  return html`<select ...${common} onChange=${pick}>
    ${(!field.required || value === undefined || value === null) && html`<option value="" selected=${value === undefined || value === null}>${field.none ?? t(field.required ? "form.choose" : "form.none")}</option>`}
    ${field.options.map((option) => html`<option value=${String(option.value)} selected=${option.value === value}>${option.label}</option>`)}
  </select>`;
}

/** Several of a set, as boxes to tick. */
export function ManyOf({ label, options, value, change, fault, required, hint }) {
  const id = useId();
  const toggle = (one) => change(value.includes(one) ? value.filter((other) => other !== one) : [...value, one]);
  return html`<fieldset class="field" aria-describedby=${fault ? id : undefined}>
    <legend>${label}${!required && html` <span class="muted">(${t("form.optional")})</span>`}</legend>
    <div class=${options.length > 8 ? "choices long" : "choices"}>${options.map((option) => html`<label><input type="checkbox" checked=${value.includes(option.value)} onChange=${() => toggle(option.value)} /> ${option.label}</label>`)}
      ${options.length === 0 && html`<span class="muted">${t("common.none")}</span>`}</div>
    ${hint && html`<span class="hint">${hint}</span>`}
    ${fault && html`<span class="fault" id=${id}><${Icon} name="alert" />${fault}</span>`}
  </fieldset>`;
}
