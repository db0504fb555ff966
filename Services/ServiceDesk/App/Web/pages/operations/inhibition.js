/** One inhibition: what mutes what, how much it does so now; amended, ended, made anew. */
import { html, useState } from "../../ui/preact.js";
import { Dialog } from "../../ui/dialog.js";
import { Fact, Facts } from "../../ui/facts.js";
import { Matchers } from "../../ui/matchers.js";
import { RecordPage } from "../../ui/record.js";
import { Time } from "../../ui/bits.js";
import { InhibitionForm, startOf } from "./inhibition-form.js";
import { InhibitionState } from "./inhibitions.js";
import { command } from "../../services/records.js";
import { may } from "../../shell/session.js";
import { navigate } from "../../shell/router.js";
import { notify } from "../../shell/notices.js";
import { duration } from "../../text/format.js";
import { t } from "../../text/text.js";

const workers = ["agent", "administrator"];

/** @returns {import("../../ui/commands.js").Command[]} */
const commands = () => [{ name: "end", label: t("inhibition.finish"), done: t("silence.finish.done"), icon: "stop", tone: "danger", roles: workers, states: ["kept"], fields: [], says: t("silence.finish.says"), body: () => undefined }];

const Rail = ({ record }) => html`<${Facts} title=${t("record.facts")}>
  <${Fact} name=${t("inhibition.firing")}><span class="figures">${String(record.firing)}</span><//>
  <${Fact} name=${t("inhibition.muted")}><span class="figures">${String(record.muted)}</span><//>
  <${Fact} name=${t("inhibition.settle-short")}>${duration(record.settle)}<//>
  <${Fact} name=${t("record.created")}><${Time} value=${record.createdAt} exact /><//>
  <${Fact} name=${t("window.ended")}>${record.endedAt && html`<${Time} value=${record.endedAt} exact />`}<//>
<//>`;

export default function InhibitionPage({ id }) {
  const [amending, amend] = useState(null);
  const extra = (record, put) => (may(...workers) ? [
    ...(record.state === "kept" ? [{ label: t("rule.amend"), icon: "pencil", run: () => amend({ record, put }) }] : []),
    { label: t("rule.again"), icon: "copy", run: () => navigate(`/operations/inhibitions/new?like=${record.id}`) },
  ] : []);
  const done = (next) => { amending.put(next); amend(null); notify(t("thing.saved", { name: next.name })); };
  const body = (record) => html`<section class="card stack"><div class="stack tight"><h2>${t("inhibition.sources")}</h2><${Matchers} matchers=${record.sources} /></div>
      <div class="stack tight"><h2>${t("inhibition.targets")}</h2><${Matchers} matchers=${record.targets} /></div>
      ${record.equal.length > 0 && html`<div class="stack tight"><h2>${t("inhibition.equal")}</h2><span class="matchers">${record.equal.map((label) => html`<code class="matcher">${label}</code>`)}</span></div>`}</section>
    <p><a href="/operations/suppressions?open=true&reason=inhibition">${t("inhibition.ledger")}</a></p>
    ${amending && html`<${Dialog} title=${t("rule.amend")} close=${() => amend(null)} wide><${InhibitionForm} start=${startOf(amending.record)} draft=${null} label=${t("action.save")}
      send=${(terms, key) => command("inhibition", amending.record.id, "amend", terms, amending.record.version, key)} done=${done} cancel=${() => amend(null)} /><//>`}`;
  return html`<${RecordPage} kind="inhibition" number=${id} commands=${commands()} extra=${extra} looks standing=${(record) => html`<${InhibitionState} inhibition=${record} />`}
    trail=${{ href: "/operations/inhibitions", label: t("nav.inhibitions") }} title=${(record) => record.name} body=${body} rail=${(record) => html`<${Rail} record=${record} />`} />`;
}
