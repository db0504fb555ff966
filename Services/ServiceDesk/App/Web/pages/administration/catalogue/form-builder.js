/** The form of an item, field by field: added, moved, opened to be written. */
import { html, useState } from "../../../ui/preact.js";
import { Button } from "../../../ui/button.js";
import { Icon } from "../../../ui/icon.js";
import { FieldEditor } from "./field-editor.js";
import { Menu } from "../../../ui/popover.js";
import { said } from "../../../ui/answers.js";
import { t } from "../../../text/text.js";

export const types = ["text", "longText", "choice", "multiChoice", "boolean", "date", "number", "person", "configurationItem", "file"];
const pictures = { text: "pencil", longText: "note", choice: "ring", multiChoice: "check", boolean: "half", date: "calendar", number: "sort", person: "person", configurationItem: "service", file: "clip" };

/** A key nobody has yet, of letters and digits as the service wants it. */
export function freeKey(wanted, taken) {
  const base = wanted.normalize("NFKD").replace(/[^A-Za-z0-9]+/g, "_").replace(/^[_\d]+|_+$/g, "").toLowerCase().slice(0, 30) || "field";
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? base : `${base}_${number}`;
    if (!taken.includes(key)) return key;
  }
}

export function FormBuilder({ form, change }) {
  const [open, show] = useState(null);
  const put = (index, field) => change(form.map((other, at) => (at === index ? field : other)));
  const move = (index, step) => {
    const next = [...form];
    [next[index], next[index + step]] = [next[index + step], next[index]];
    show(open === index ? index + step : open);
    change(next);
  };
  const drop = (index) => { show(null); change(form.filter((_, at) => at !== index)); };
  const add = (type) => {
    const choices = type === "choice" || type === "multiChoice" ? [{ key: "a", label: { default: "" } }, { key: "b", label: { default: "" } }] : [];
    change([...form, { key: freeKey(type, form.map(({ key }) => key)), label: { default: "" }, help: null, type, required: false, choices, limits: null, showWhen: null }]);
    show(form.length);
  };
  const kinds = types.map((type) => ({ label: t(`field.${type}`), icon: pictures[type], run: () => add(type) }));
  return html`<ol class="builder">${form.map((field, index) => html`<li key=${index} class=${open === index ? "built open" : "built"}>
      <div class="built-head"><button type="button" class="built-open" aria-expanded=${String(open === index)} onClick=${() => show(open === index ? null : index)}><${Icon} name=${pictures[field.type] ?? "pencil"} />
        <span class="strong one-line" dir="auto">${said(field.label) || t("catalogue.untitled")}</span><span class="muted small">${t(`field.${field.type}`)}${field.required ? ` · ${t("catalogue.required")}` : ""}${field.showWhen ? ` · ${t("catalogue.conditional")}` : ""}</span></button>
        <${Button} look="plain" small icon="up" label=${t("catalogue.move-up")} disabled=${index === 0} onClick=${() => move(index, -1)} /><${Button} look="plain" small icon="down" label=${t("catalogue.move-down")} disabled=${index === form.length - 1} onClick=${() => move(index, 1)} />
        <${Button} look="plain" small icon="trash" label=${t("catalogue.remove", { name: said(field.label) || field.key })} onClick=${() => drop(index)} /></div>
      ${open === index && html`<${FieldEditor} field=${field} earlier=${form.slice(0, index)} change=${(next) => put(index, next)} />`}</li>`)}</ol>
    <div><${Menu} label=${t("catalogue.add-field")} text=${t("catalogue.add-field")} icon="plus" look="" items=${kinds} /></div>`;
}
