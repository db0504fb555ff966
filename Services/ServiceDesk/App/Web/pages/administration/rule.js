/** One rule: what it asks, what it does, what it would have done; amended, taken out of use, made anew. */
import { html, useState } from "../../ui/preact.js";
import { Dialog } from "../../ui/dialog.js";
import { Fact, Facts } from "../../ui/facts.js";
import { Matchers } from "../../ui/matchers.js";
import { RecordPage } from "../../ui/record.js";
import { Time } from "../../ui/bits.js";
import { RuleForm, ruleOf, startOf } from "./rule-form.js";
import { RuleState } from "./rules.js";
import { RuleTrial } from "./rule-trial.js";
import { effectTexts } from "./rule-bits.js";
import { command } from "../../services/records.js";
import { useAll } from "../../services/names.js";
import { navigate } from "../../shell/router.js";
import { notify } from "../../shell/notices.js";
import { t } from "../../text/text.js";

/** @returns {import("../../ui/commands.js").Command[]} */
const commands = () => [{ name: "retire", label: t("rule.retire"), done: t("rule.retire.done"), icon: "stop", tone: "danger", states: ["kept"], fields: [], says: t("rule.retire.says"), body: () => undefined }];

const Rail = ({ record }) => html`<${Facts} title=${t("record.facts")}>
  <${Fact} name=${t("rule.order.short")}><span class="figures">${String(record.order)}</span><//>
  <${Fact} name=${t("record.created")}><${Time} value=${record.createdAt} exact /><//>
<//>`;

export default function RulePage({ id }) {
  const teams = useAll("team");
  const [amending, amend] = useState(null);
  const extra = (record, put) => [
    ...(record.state === "kept" ? [{ label: t("rule.amend"), icon: "pencil", run: () => amend({ record, put }) }] : []),
    { label: t("rule.again"), icon: "copy", run: () => navigate(`/administration/alert-rules/new?like=${record.id}`) },
  ];
  const done = (next) => { amending.put(next); amend(null); notify(t("thing.saved", { name: next.name })); };
  const body = (record) => html`<section class="card stack"><div class="stack tight"><h2>${t("rule.conditions")}</h2>${record.conditions.length > 0 ? html`<${Matchers} matchers=${record.conditions} />` : html`<p class="muted">${t("rule.conditions.none")}</p>`}</div>
      <div class="stack tight"><h2>${t("rule.effects")}</h2><ul class="bullets">${effectTexts(record.effects, teams).map((text) => html`<li class="breaks">${text}</li>`)}</ul></div></section>
    <section class="card"><${RuleTrial} rule=${() => ruleOf(startOf(record))} insteadOf=${record.id} /></section>
    ${amending && html`<${Dialog} title=${t("rule.amend")} close=${() => amend(null)} wide><${RuleForm} rule=${amending.record} start=${startOf(amending.record)} draft=${null} label=${t("action.save")}
      send=${(rule, key) => command("alertRule", amending.record.id, "amend", rule, amending.record.version, key)} done=${done} cancel=${() => amend(null)} /><//>`}`;
  return html`<${RecordPage} kind="alertRule" number=${id} commands=${commands()} extra=${extra} looks standing=${(record) => html`<${RuleState} rule=${record} />`}
    trail=${{ href: "/administration/alert-rules", label: t("nav.alert-rules") }} title=${(record) => record.name} body=${body} rail=${(record) => html`<${Rail} record=${record} />`} />`;
}
