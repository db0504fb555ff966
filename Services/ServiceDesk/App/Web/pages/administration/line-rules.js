/** Which lines of logs become alerts: rules in their order, the first that fits. */
import { html } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Field } from "../../ui/field.js";
import { Icon } from "../../ui/icon.js";
import { severityChoices } from "./severity-words.js";
import { t } from "../../text/text.js";

const most = 100;
const fields = () => [
  { name: "name", label: t("line-rule.name"), required: true, longest: 100 },
  { name: "contains", label: t("line-rule.contains"), longest: 200 },
  { name: "app", label: t("line-rule.app"), longest: 200, hint: t("line-rule.star") },
  { name: "host", label: t("line-rule.host"), longest: 200, hint: t("line-rule.star") },
  { name: "least", label: t("line-rule.least"), kind: "choice", options: severityChoices() },
  { name: "severity", label: t("line-rule.severity"), kind: "choice", options: severityChoices(), none: t("line-rule.as-line") },
  { name: "clears", label: t("line-rule.clears"), longest: 200 },
  { name: "lifetime", label: t("line-rule.lifetime"), kind: "number" },
  { name: "drops", label: t("line-rule.drops"), kind: "check" },
];

/** As typed: minutes, where the API has seconds. @param {object[] | null} [rules] */
export const typedRules = (rules) => (rules ?? []).map((rule) => ({ ...rule, lifetime: rule.lifetime / 60 }));

/** What was typed as the API takes it; without any rule its standard holds. @param {object[]} typed */
export function rulesOf(typed) {
  const given = (value) => (typeof value === "string" && value.trim() === "" ? undefined : value ?? undefined);
  const rules = (typed ?? []).map((rule) => ({
    ...Object.fromEntries(Object.entries(rule).map(([name, value]) => [name, given(value)])), name: (rule.name ?? "").trim(),
    lifetime: given(rule.lifetime) === undefined ? undefined : Math.round(Number(rule.lifetime) * 60),
  }));
  return rules.length > 0 ? rules : null;
}

/** @param {{value: object[], change: (rules: object[]) => void, fault?: string, place?: string}} props `place`: to which part of which rule the fault belongs, as "0.name" */
export function LineRules({ value, change, fault, place }) {
  const rules = value ?? [];
  const put = (index, part) => change(rules.map((rule, at) => (at === index ? { ...rule, ...part } : rule)));
  const earlier = (index) => change(rules.map((rule, at) => (at === index - 1 ? rules[index] : at === index ? rules[index - 1] : rule)));
  return html`<fieldset class="field line-rules"><legend>${t("profile.rules")} <span class="muted">(${t("form.optional")})</span></legend>
    <span class="hint">${t("profile.rules.hint")}</span>
    ${rules.map((rule, index) => html`<fieldset key=${index} class="card line-rule"><legend class="unseen">${t("line-rule.number", { number: index + 1 })}</legend>
      <div class="row"><h3>${t("line-rule.number", { number: index + 1 })}</h3><span class="spring" />
        ${index > 0 && html`<${Button} look="plain" small icon="up" label=${t("line-rule.earlier", { number: index + 1 })} onClick=${() => earlier(index)} />`}
        <${Button} look="plain" small icon="close" label=${t("line-rule.remove", { number: index + 1 })} onClick=${() => change(rules.filter((_, at) => at !== index))} /></div>
      <div class="line-rule-fields">${fields().map((field) => html`<${Field} key=${field.name} field=${field} value=${rule[field.name]} fault=${place === `${index}.${field.name}` ? fault : undefined} change=${(given) => put(index, { [field.name]: given })} />`)}</div>
    </fieldset>`)}
    <div><${Button} small icon="plus" disabled=${rules.length >= most} onClick=${() => change([...rules, { name: "", lifetime: 15 }])}>${t("line-rule.add")}<//></div>
    ${fault && !place && html`<span class="fault"><${Icon} name="alert" />${fault}</span>`}</fieldset>`;
}
