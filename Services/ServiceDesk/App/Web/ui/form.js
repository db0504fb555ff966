/** A form made of fields. Errors stand at their field, or above; what was typed stays until it has been taken. */
import { html, useEffect, useRef, useState } from "./preact.js";
import { Button } from "./button.js";
import { Field } from "./field.js";
import { Icon } from "./icon.js";
import { sentence } from "./standing.js";
import { useDraft } from "./draft.js";
import { newKey } from "../services/client.js";
import { fromLocalInput } from "../text/format.js";
import { t } from "../text/text.js";

/** A sentence in a coloured box. */
export const Notice = ({ tone = "info", icon = "info", children }) => html`<div class=${`notice tone-${tone}`} role=${tone === "critical" ? "alert" : undefined}>
  <${Icon} name=${icon} /><div class="body">${children}</div></div>`;

/**
 * @param {{fields: import("./field.js").FieldShape[], draft: string | null, start?: object, label: string, look?: string,
 *   send: (values: object, key: string) => Promise<any>, done: (answer: any) => void, cancel?: Function,
 *   conflict?: (error: any, again: Function) => any, children?: any}} props
 *   `watch` sees the values as they are typed; `send` gets values with empty ones as null; `conflict` shows the choice after a 412.
 */
export function Form({ fields, draft, start = {}, label, look = "primary", send, done, cancel, conflict, watch, children, below }) {
  const [values, change, forget] = useDraft(draft, start);
  const [{ busy, error, faults }, show] = useState({ faults: {} });
  const key = useRef(newKey());
  const form = useRef(null);
  useEffect(() => { watch?.(values); }, [values]);
  const set = (name) => (value) => { change({ [name]: value }); show((before) => ({ ...before, faults: { ...before.faults, [name]: undefined } })); };
  const submit = async (event, force) => {
    event?.preventDefault();
    if (busy) return;
    const missing = missingOf(fields, values);
    if (Object.keys(missing).length > 0) return failed({ faults: missing });
    show({ busy: true, faults: {} });
    try {
      const answer = await send(trimmed(fields, values), key.current, force);
      forget();
      done(answer);
    } catch (problem) {
      key.current = newKey();
      const at = fields.find(({ name }) => problem.field === name || /^[[.]/.test(problem.field?.startsWith(name) ? problem.field.slice(name.length) : ""));
      failed(at ? { faults: { [at.name]: sentence(problem) } } : { error: problem, faults: {} });
    }
  };
  const failed = (next) => {
    show(next);
    setTimeout(() => form.current?.querySelector('[aria-invalid="true"], [role=alert]')?.focus?.(), 0);
  };
  const press = (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.stopPropagation(); submit(event); } };
  return html`<form class="form" ref=${form} novalidate onSubmit=${submit} onKeyDown=${press}>
    ${error && (error.status === 412 && conflict
      ? conflict(error, () => submit(null, true))
      : html`<${Notice} tone="critical" icon="alert">${sentence(error)}${error.status === 0 && html`<span>${t("form.kept")}</span>`}<//>`)}
    ${children}
    ${fields.map((field, index) => html`<${Field} key=${field.name} field=${field} value=${values[field.name]} fault=${faults[field.name]}
      change=${set(field.name)} autofocus=${index === 0} />`)}
    ${below?.(values, (part) => change(part))}
    <div class="form-foot">
      ${cancel && html`<${Button} look="plain" onClick=${cancel}>${t("action.cancel-form")}<//>`}
      <${Button} look=${look} type="submit" busy=${busy}>${label}<//>
    </div>
  </form>`;
}

function missingOf(fields, values) {
  const empty = (value) => value === undefined || value === null || (typeof value === "string" && value.trim() === "");
  const missing = fields.filter((field) => field.required && empty(values[field.name]));
  return Object.fromEntries(missing.map((field) => [field.name, t("form.missing")]));
}

/** Values as they are sent: without blanks around them, empty ones as null. */
export function trimmed(fields, values) {
  const wire = (field, value) => {
    if (value === undefined || value === null || value === "") return null;
    if (field.kind === "time") return fromLocalInput(value);
    if (field.kind === "number") return Number(value);
    return typeof value === "string" ? value.trim() : value;
  };
  return Object.fromEntries(fields.map((field) => [field.name, wire(field, values[field.name])]));
}
