/** One rule for candidates: conditions that must hold together; those left empty do not matter. */
import { html } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Field } from "../../ui/field.js";
import { t } from "../../text/text.js";

export const conditions = ["priority", "criticality", "affected", "children", "valuePerHour"];
const flags = () => ["security", "safety"].map((value) => ({ value, label: t(`major.flag.${value}`) }));

/** @param {{index: number, rule: object, change: (part: object) => void, drop: Function}} props */
export const RuleRow = ({ index, rule, change, drop }) => html`<div class="major-rule" role="group" aria-label=${t("major.policy.rule", { index })}>
  <${Field} field=${{ name: `name${index}`, label: t("major.policy.name"), required: true, longest: 80 }} value=${rule.name} change=${(name) => change({ name })} />
  <div class="major-conditions">${conditions.map((name) => html`<${Field} key=${name} field=${{ name: `${name}${index}`, label: t(`major.policy.${name}`), kind: "number", narrows: true }} value=${rule[name]} change=${(value) => change({ [name]: value })} />`)}
    <${Field} field=${{ name: `flag${index}`, label: t("why.input.flag"), kind: "choice", narrows: true, options: flags(), none: t("form.none") }} value=${rule.flag} change=${(flag) => change({ flag })} /></div>
  <${Button} look="plain" small icon="close" label=${t("major.policy.drop", { index })} onClick=${drop} /></div>`;
