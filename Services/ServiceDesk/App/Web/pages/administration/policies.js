/** Service level policies: what is promised for which services and customers, tried on the past before it is saved. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Difference } from "../work/policy-difference.js";
import { Notice } from "../../ui/form.js";
import { PolicyTargets, freshTarget } from "./policy-targets.js";
import { State } from "../../ui/badge.js";
import { ThingList } from "./thing-list.js";
import { sentence } from "../../ui/standing.js";
import { useLoad } from "../../ui/load.js";
import { get, post } from "../../services/client.js";
import { choices, useAll } from "../../services/names.js";
import { t, word } from "../../text/text.js";

const kinds = ["customer", "team", "supplier"];
const columns = () => [
  { name: "name", label: t("person.name"), cell: (one) => html`<span class="strong">${one.name}</span>` },
  { name: "kind", label: t("agreements.kind"), hide: "narrow", cell: (one) => word("agreement-kind", one.kind) },
  { name: "targets", label: t("policies.targets"), hide: "narrow", cell: (one) => html`<span class="one-line">${one.targets.map(({ name }) => name).join(", ")}</span>` },
  { name: "edition", label: t("definition.version"), hide: "medium", cell: (one) => html`<span class="figures">${one.version}</span>` },
  { name: "state", label: t("record.state"), hide: "narrow", cell: (one) => html`<${State} value=${one.state} bare />` },
];

/** What saving would change for what runs. */
function Consequence({ policy }) {
  const { data } = useLoad(() => get("incident-reports/figures", { figures: "open-promised,open-missed", policy: policy.id, kind: policy.kind }), [policy.id]);
  const running = data?.figures.reduce((sum, { count }) => sum + count, 0);
  return html`<${Notice} tone="info" icon="info">${running === undefined ? t("policies.consequence.plain", { next: policy.version + 1 }) : t("policies.consequence", { count: running, version: policy.version, next: policy.version + 1 })}<//>`;
}

/** The last ninety days under what has been typed; nothing is touched. */
function Trial({ values, kind }) {
  const [{ answer, error, busy }, show] = useState({});
  const ask = async () => {
    show({ busy: true });
    const until = new Date();
    const draft = { kind, services: values.services ?? [], organisations: values.organisations ?? [], targets: values.targets ?? [] };
    try {
      show({ answer: await post("incidents/what-if", { from: new Date(until - 90 * 86_400_000).toISOString(), until: until.toISOString(), draft }) });
    } catch (problem) {
      show({ error: problem });
    }
  };
  return html`<section class="stack tight"><div class="row wraps"><${Button} icon="clock" busy=${busy} disabled=${!kind} onClick=${ask}>${t("policies.try")}<//><span class="small muted">${t("policies.try.text")}</span></div>
    ${error && html`<${Notice} tone="critical" icon="alert">${sentence(error)}<//>`}${answer && html`<${Difference} answer=${answer} />`}</section>`;
}

export default function Policies() {
  const [services, organisations, agreements] = [useAll("service"), useAll("organisation"), useAll("agreement")];
  const targets = { name: "targets", kind: "own", control: ({ value, change }) => html`<${PolicyTargets} value=${value ?? [freshTarget()]} change=${change} />` };
  const fields = (thing) => [
    { name: "name", label: t("person.name"), required: true, longest: 200 },
    ...(thing ? [] : [{ name: "kind", label: t("agreements.kind"), kind: "choice", required: true, options: kinds.map((value) => ({ value, label: word("agreement-kind", value) })) }]),
    { name: "agreement", label: t("policies.agreement"), kind: "choice", options: choices(agreements.filter(({ kind }) => !thing || kind === thing.kind)), hint: t("policies.agreement.hint") },
    { name: "services", label: t("record.services"), kind: "many", options: choices(services), hint: t("policies.services.hint") },
    { name: "organisations", label: t("reports.customer"), kind: "many", options: choices(organisations), hint: t("policies.organisations.hint") },
    targets, { name: "description", label: t("service.description"), kind: "area", longest: 4000 },
  ];
  const start = ({ name, agreement, services: on, organisations: of, targets: promised, description }) => ({ name, agreement, services: on, organisations: of, targets: promised, description });
  const body = (values) => ({ ...values, services: values.services ?? [], organisations: values.organisations ?? [], targets: values.targets ?? [] });
  const below = (values, thing) => html`<${Trial} values=${values} kind=${thing.kind ?? values.kind} />${thing.id && html`<${Consequence} policy=${thing} />`}`;
  return html`<${ThingList} kind="policy" title=${t("nav.policies")} about=${t("policies.about")} label=${t("policies.new")} columns=${columns()} fields=${fields} start=${start} body=${body} below=${below} wide empty=${{ icon: "clock", title: t("policies.empty") }} />`;
}
