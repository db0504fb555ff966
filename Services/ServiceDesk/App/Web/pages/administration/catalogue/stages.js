/** Who approves: stages one after the other, each with one or more people. */
import { html } from "../../../ui/preact.js";
import { Button } from "../../../ui/button.js";
import { Field } from "../../../ui/field.js";
import { choices } from "../../../services/names.js";
import { findPeople, useNamesOf } from "../../../services/people.js";
import { t } from "../../../text/text.js";

const kinds = ["manager", "serviceOwner", "costOwner", "person", "team"];

function Approver({ approver, names, teams, change, drop }) {
  return html`<li class="approver"><${Field} field=${{ name: "by", label: t("catalogue.approver"), kind: "choice", required: true, options: kinds.map((value) => ({ value, label: t(`approver.${value}`) })) }} value=${approver.by} change=${(by) => change({ by, id: null })} />
    ${approver.by === "person" && html`<${Field} field=${{ name: "id", label: t("approver.person"), kind: "pick", find: findPeople, known: names.get(approver.id), required: true }} value=${approver.id} change=${(id) => change({ ...approver, id })} />`}
    ${approver.by === "team" && html`<${Field} field=${{ name: "id", label: t("record.team"), kind: "choice", required: true, options: choices(teams) }} value=${approver.id} change=${(id) => change({ ...approver, id })} />`}
    <${Button} look="plain" small icon="trash" label=${t("catalogue.remove", { name: t(`approver.${approver.by}`) })} onClick=${drop} /></li>`;
}

/** @param {{stages: object[], costOwner: string | null, teams: object[], change: (stages: object[]) => void, own: (id: string | null) => void}} props */
export function Stages({ stages, costOwner, teams, change, own }) {
  const names = useNamesOf([costOwner, ...stages.flatMap(({ approvers }) => approvers.map(({ id }) => id))]);
  const put = (index, part) => change(stages.map((stage, at) => (at === index ? { ...stage, ...part } : stage)));
  const add = () => change([...stages, { name: t("approver.manager"), rule: "any", approvers: [{ by: "manager", id: null }] }]);
  return html`<ol class="stack">${stages.map((stage, index) => html`<li key=${index} class="built open"><div class="built-head"><span class="strong spring">${t("catalogue.stage", { number: String(index + 1) })}</span><${Button} look="plain" small icon="trash" label=${t("catalogue.remove", { name: stage.name })} onClick=${() => change(stages.filter((_, at) => at !== index))} /></div>
      <div class="form built-body"><div class="pair"><${Field} field=${{ name: "name", label: t("person.name"), required: true, longest: 100 }} value=${stage.name} change=${(name) => put(index, { name })} />
        <${Field} field=${{ name: "rule", label: t("catalogue.rule"), kind: "choice", required: true, options: ["any", "all"].map((value) => ({ value, label: t(`rule.${value}`) })) }} value=${stage.rule} change=${(rule) => put(index, { rule })} /></div>
        <ul class="stack">${stage.approvers.map((approver, at) => html`<${Approver} key=${at} approver=${approver} names=${names} teams=${teams} change=${(next) => put(index, { approvers: stage.approvers.map((other, place) => (place === at ? next : other)) })} drop=${() => put(index, { approvers: stage.approvers.filter((_, place) => place !== at) })} />`)}</ul>
        <div><${Button} small icon="plus" onClick=${() => put(index, { approvers: [...stage.approvers, { by: "manager", id: null }] })}>${t("catalogue.add-approver")}<//></div></div></li>`)}</ol>
    ${stages.some(({ approvers }) => approvers.some(({ by }) => by === "costOwner")) && html`<${Field} field=${{ name: "costOwner", label: t("approver.costOwner"), kind: "pick", find: findPeople, known: names.get(costOwner), hint: t("catalogue.cost-owner.hint") }} value=${costOwner} change=${own} />`}
    <div><${Button} icon="plus" disabled=${stages.length >= 5} onClick=${add}>${t("catalogue.add-stage")}<//></div>`;
}
