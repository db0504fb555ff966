/** The policy for major incidents: which incidents become candidates, how often is told, who is informed. Tried before it counts. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { sentence } from "../../ui/standing.js";
import { Field, ManyOf } from "../../ui/field.js";
import { Notice } from "../../ui/form.js";
import { DocumentPage, reasonField, useDocument } from "./rules-document.js";
import { OpenTrial } from "./open-trial.js";
import { RuleRow, conditions } from "./major-rule.js";
import { choices, useAll } from "../../services/names.js";
import { t } from "../../text/text.js";

const kind = "major-incident-policy";
const cadences = ["critical", "high", "other"];
const numeric = (value) => (value === "" || value === null || value === undefined ? null : Number(value));
const whole = (rule) => ({ name: rule.name.trim(), flag: rule.flag || null, ...Object.fromEntries(conditions.map((name) => [name, numeric(rule[name])])) });
const rulesOf = (values) => ({
  rules: values.rules.map(whole), cadence: Object.fromEntries(cadences.map((name) => [name, Number(values[name])])), management: values.management,
  commandTeam: values.commandTeam || null, communicationsTeam: values.communicationsTeam || null,
});
const startOf = (policy) => ({
  rules: policy.rules, ...policy.cadence, management: policy.management, commandTeam: policy.commandTeam, communicationsTeam: policy.communicationsTeam, reason: "",
});

export default function MajorPolicy() {
  const held = useDocument(kind);
  return html`<${DocumentPage} name=${kind} title=${t("nav.major-policy")} about=${t("major.policy.about")} held=${held}>
    ${(rules) => html`<${Editor} key=${held.data.version} policy=${rules} held=${held} />`}<//>`;
}

function Editor({ policy, held }) {
  const [values, put] = useState(startOf(policy));
  const [{ busy, problem }, show] = useState({});
  const [people, teams] = [useAll("person"), useAll("team")];
  const change = (part) => { put((before) => ({ ...before, ...part })); show({}); };
  const rule = (index) => (part) => change({ rules: values.rules.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  const save = async (event) => {
    event.preventDefault();
    show({ busy: true });
    try { await held.save(rulesOf(values), values.reason?.trim() ?? ""); held.done(); } catch (failure) { show({ problem: failure }); }
  };
  const managers = choices(people.filter((person) => person.roles?.some((role) => role !== "requester")));
  return html`<form class="form card" novalidate onSubmit=${save}>
    ${problem && html`<${Notice} tone="critical" icon="alert">${sentence(problem)} ${problem.field && html`<span class="mono small">${problem.field}</span>`}<//>`}
    <fieldset class="field"><legend>${t("major.policy.rules")}</legend><p class="hint">${t("major.policy.rules.hint")}</p>
      <div class="stack">${values.rules.map((one, index) => html`<${RuleRow} key=${index} index=${index + 1} rule=${one} change=${rule(index)} drop=${() => change({ rules: values.rules.filter((_, at) => at !== index) })} />`)}</div>
      <div><${Button} small icon="plus" onClick=${() => change({ rules: [...values.rules, { name: "" }] })}>${t("major.policy.add")}<//></div></fieldset>
    <div class="pair">${cadences.map((name) => html`<${Field} key=${name} field=${{ name, label: t(`major.policy.cadence.${name}`), kind: "number", required: true }} value=${values[name]} change=${(value) => change({ [name]: value })} />`)}</div>
    <div class="pair">${["commandTeam", "communicationsTeam"].map((name) => html`<${Field} key=${name} field=${{ name, label: t(`major.policy.${name}`), kind: "choice", options: choices(teams), none: t(`major.policy.${name}.none`) }} value=${values[name]} change=${(value) => change({ [name]: value })} />`)}</div>
    <${ManyOf} label=${t("major.policy.management")} options=${managers} value=${values.management} change=${(management) => change({ management })} hint=${t("major.policy.management.hint")} />
    <${Field} field=${reasonField()} value=${values.reason} change=${(reason) => change({ reason })} />
    <${OpenTrial} name=${kind} rules=${rulesOf(values)} />
    <div class="form-foot"><${Button} look="primary" type="submit" busy=${busy}>${t("action.save")}<//></div>
  </form>`;
}
