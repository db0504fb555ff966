/** The policy for major incidents: which incidents become candidates, how often is told, who is informed. Tried before it counts. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Failure, Skeleton, sentence } from "../../ui/standing.js";
import { Field, ManyOf } from "../../ui/field.js";
import { Notice } from "../../ui/form.js";
import { Numbered, Time } from "../../ui/bits.js";
import { Page } from "../../ui/page.js";
import { useLoad } from "../../ui/load.js";
import { RuleRow, conditions } from "./major-rule.js";
import { choices, useAll } from "../../services/names.js";
import { call, get, newKey, post } from "../../services/client.js";
import { notify } from "../../shell/notices.js";
import { t } from "../../text/text.js";

const path = "major-incident-policy";
const cadences = ["critical", "high", "other"];
const numeric = (value) => (value === "" || value === null || value === undefined ? null : Number(value));
const whole = (rule) => ({ name: rule.name.trim(), flag: rule.flag || null, ...Object.fromEntries(conditions.map((name) => [name, numeric(rule[name])])) });
const bodyOf = (values) => ({
  rules: values.rules.map(whole), cadence: Object.fromEntries(cadences.map((name) => [name, Number(values[name])])), management: values.management,
  commandTeam: values.commandTeam || null, communicationsTeam: values.communicationsTeam || null, reason: values.reason?.trim() || null,
});
const startOf = (policy) => ({
  rules: policy.rules, ...policy.cadence, management: policy.management.map(({ id }) => id), commandTeam: policy.commandTeam?.id, communicationsTeam: policy.communicationsTeam?.id, reason: "",
});

export default function MajorPolicy() {
  const { data, error, again } = useLoad((signal) => get(path, undefined, signal), []);
  return html`<${Page} title=${t("nav.major-policy")} about=${t("major.policy.about")} trail=${{ href: "/operations/major-incidents", label: t("nav.major-incidents") }} narrow>
    ${error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<div class="card"><${Skeleton} lines=${8} /></div>` : html`<${Editor} key=${data.version} policy=${data} saved=${again} />`}
  <//>`;
}

function Editor({ policy, saved }) {
  const [values, put] = useState(startOf(policy));
  const [{ busy, problem, trial }, show] = useState({});
  const [people, teams] = [useAll("person"), useAll("team")];
  const change = (part) => { put((before) => ({ ...before, ...part })); show({}); };
  const rule = (index) => (part) => change({ rules: values.rules.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  const send = (work) => async (event) => {
    event.preventDefault();
    show({ busy: true });
    try { await work(); } catch (failure) { show({ problem: failure }); }
  };
  const attempt = send(async () => show({ trial: await post(`${path}/trials`, bodyOf(values)) }));
  const save = send(async () => {
    await call("PUT", path, { body: bodyOf(values), version: policy.version, key: newKey() });
    notify(t("major.policy.saved"));
    saved();
  });
  const managers = choices(people.filter((person) => person.roles?.some((role) => role !== "requester")));
  return html`<form class="form card" novalidate onSubmit=${save}>
    <p class="muted small">${policy.setAt ? html`${t("major.policy.version", { version: policy.version, name: policy.setBy?.name ?? "" })} <${Time} value=${policy.setAt} exact />` : t("major.policy.standard")}</p>
    ${problem && html`<${Notice} tone="critical" icon="alert">${sentence(problem)} ${problem.field && html`<span class="mono small">${problem.field}</span>`}<//>`}
    <fieldset class="field"><legend>${t("major.policy.rules")}</legend><p class="hint">${t("major.policy.rules.hint")}</p>
      <div class="stack">${values.rules.map((one, index) => html`<${RuleRow} key=${index} index=${index + 1} rule=${one} change=${rule(index)} drop=${() => change({ rules: values.rules.filter((_, at) => at !== index) })} />`)}</div>
      <div><${Button} small icon="plus" onClick=${() => change({ rules: [...values.rules, { name: "" }] })}>${t("major.policy.add")}<//></div></fieldset>
    <div class="pair">${cadences.map((name) => html`<${Field} key=${name} field=${{ name, label: t(`major.policy.cadence.${name}`), kind: "number", required: true }} value=${values[name]} change=${(value) => change({ [name]: value })} />`)}</div>
    <div class="pair">${["commandTeam", "communicationsTeam"].map((name) => html`<${Field} key=${name} field=${{ name, label: t(`major.policy.${name}`), kind: "choice", options: choices(teams), none: t(`major.policy.${name}.none`) }} value=${values[name]} change=${(value) => change({ [name]: value })} />`)}</div>
    <${ManyOf} label=${t("major.policy.management")} options=${managers} value=${values.management} change=${(management) => change({ management })} hint=${t("major.policy.management.hint")} />
    <${Field} field=${{ name: "reason", label: t("form.reason"), required: true, longest: 1000 }} value=${values.reason} change=${(reason) => change({ reason })} />
    <div role="status">${trial && html`<${Notice} tone="info" icon="candidate"><strong>${t("major.policy.tried", { count: trial.candidates.length, all: trial.tried })}</strong>
      <span class="row wraps">${trial.candidates.slice(0, 12).map(({ incident }) => html`<${Numbered} key=${incident.id} number=${incident.number} />`)}</span><//>`}</div>
    <div class="form-foot"><${Button} icon="eye" busy=${busy} onClick=${attempt}>${t("major.policy.try")}<//><${Button} look="primary" type="submit" busy=${busy}>${t("action.save")}<//></div>
  </form>`;
}
