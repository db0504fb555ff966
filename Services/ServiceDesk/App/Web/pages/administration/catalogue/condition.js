/** When a field is asked: always, or by what was answered before. */
import { html } from "../../../ui/preact.js";
import { Field, ManyOf } from "../../../ui/field.js";
import { said } from "../../../ui/answers.js";
import { t } from "../../../text/text.js";

const start = (field) => {
  if (field.type === "boolean") return { field: field.key, equals: true };
  if (field.type === "choice" || field.type === "multiChoice") return { field: field.key, in: [field.choices[0]?.key].filter(Boolean) };
  return { field: field.key, answered: true };
};

/** @param {{condition: object | null, earlier: object[], change: (condition: object | null) => void}} props */
export function Condition({ condition, earlier, change }) {
  const other = earlier.find(({ key }) => key === condition?.field);
  const pick = (key) => change(key ? start(earlier.find((field) => field.key === key)) : null);
  return html`<div class="stack"><${Field} field=${{ name: "when", label: t("catalogue.when"), kind: "choice", options: earlier.map((field) => ({ value: field.key, label: said(field.label) || field.key })), hint: condition ? undefined : t("catalogue.when.always") }} value=${condition?.field ?? null} change=${pick} />
    ${other?.type === "boolean" && html`<${Field} field=${{ name: "equals", label: t("catalogue.when.is"), kind: "choice", required: true, options: [{ value: true, label: t("answer.yes") }, { value: false, label: t("answer.no") }] }} value=${condition.equals} change=${(equals) => change({ field: other.key, equals })} />`}
    ${(other?.type === "choice" || other?.type === "multiChoice") && html`<${ManyOf} label=${t("catalogue.when.is")} options=${other.choices.map(({ key, label }) => ({ value: key, label: said(label) || key }))} value=${condition.in ?? [condition.equals].filter(Boolean)} change=${(keys) => change(keys.length > 0 ? { field: other.key, in: keys } : { field: other.key, answered: true })} required />`}
    ${other && condition.answered && html`<p class="muted small">${t("catalogue.when.answered")}</p>`}</div>`;
}
