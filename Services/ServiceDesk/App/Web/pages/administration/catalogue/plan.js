/** What is done for a request: tasks of teams, side by side or one after the other. */
import { html } from "../../../ui/preact.js";
import { Button } from "../../../ui/button.js";
import { Field, ManyOf } from "../../../ui/field.js";
import { freeKey } from "./form-builder.js";
import { choices } from "../../../services/names.js";
import { t } from "../../../text/text.js";

/** @param {{plan: object[], teams: object[], change: (plan: object[]) => void}} props */
export function Plan({ plan, teams, change }) {
  const put = (index, part) => change(plan.map((task, at) => (at === index ? { ...task, ...part } : task)));
  const drop = (task) => change(plan.filter((other) => other !== task).map((other) => ({ ...other, after: other.after.filter((key) => key !== task.key) })));
  const add = () => change([...plan, { key: freeKey("task", plan.map(({ key }) => key)), title: "", team: teams[0]?.id ?? null, after: plan.length > 0 ? [plan.at(-1).key] : [], mandatory: true }]);
  return html`<ol class="stack">${plan.map((task, index) => html`<li key=${task.key} class="built open"><div class="built-head"><span class="strong spring">${t("catalogue.task", { number: String(index + 1) })}</span><${Button} look="plain" small icon="trash" label=${t("catalogue.remove", { name: task.title || task.key })} onClick=${() => drop(task)} /></div>
      <div class="form built-body"><div class="pair"><${Field} field=${{ name: "title", label: t("catalogue.task.title"), required: true, longest: 200 }} value=${task.title} change=${(title) => put(index, { title })} />
        <${Field} field=${{ name: "team", label: t("record.team"), kind: "choice", required: true, options: choices(teams) }} value=${task.team} change=${(team) => put(index, { team })} /></div>
        ${index > 0 && html`<${ManyOf} label=${t("catalogue.task.after")} options=${plan.slice(0, index).map((other) => ({ value: other.key, label: other.title || other.key }))} value=${task.after} change=${(after) => put(index, { after })} />`}
        <${Field} field=${{ name: "mandatory", label: t("catalogue.task.mandatory"), kind: "check" }} value=${task.mandatory} change=${(mandatory) => put(index, { mandatory })} /></div></li>`)}</ol>
    <div><${Button} icon="plus" disabled=${plan.length >= 40} onClick=${add}>${t("catalogue.add-task")}<//></div>`;
}
