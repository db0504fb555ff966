/** One candidate: what came back, how often, and what to make of it. */
import { html } from "../../ui/preact.js";
import { Fact, Facts } from "../../ui/facts.js";
import { Notice } from "../../ui/form.js";
import { Priority } from "../../ui/badge.js";
import { Numbered, Time } from "../../ui/bits.js";
import { Prose, RecordPage } from "../../ui/record.js";
import { Why } from "../../ui/why.js";
import { Incidents } from "./shared.js";
import { candidateCommands } from "./candidate-commands.js";
import { t } from "../../text/text.js";

const Rail = ({ record }) => html`<${Facts} title=${t("incident.cause")}>
    <${Fact} name=${t("record.item")} always>${record.causeItem?.name}<//>
    <${Fact} name=${t("candidate.evidence")}><span class="row">${t("candidate.count", { count: record.evidenceCount })}<${Why} kind="candidate" number=${record.number} label=${t("why.candidate")} /></span><//>
    <${Fact} name=${t("kind.problem")}>${record.problem && html`<${Numbered} number=${record.problem.number} />`}<//>
  <//>
  <${Facts} title=${t("record.times")}>
    <${Fact} name=${t("candidate.raised")}><${Time} value=${record.raisedAt} exact /><//>
    <${Fact} name=${t("candidate.decided")}>${record.decidedAt && html`<${Time} value=${record.decidedAt} exact />`}<//>
  <//>`;

export default function Candidate({ number }) {
  const body = (record) => html`
    <${Notice} tone="accent" icon="candidate"><span lang="en">${record.because}</span><//>
    ${record.problem && html`<${Notice} tone="ok" icon="check-circle"><span>${t("candidate.became")} <${Numbered} number=${record.problem.number} /></span><//>`}
    ${record.dismissal && html`<${Prose} title=${t("form.reason")} text=${record.dismissal} />`}
    <${Incidents} title=${t("candidate.evidence")} incidents=${record.evidence} count=${record.evidenceCount} />`;
  return html`<${RecordPage} kind="candidate" number=${number} title=${(record) => t("candidate.title", { item: record.causeItem?.name ?? record.number })} commands=${candidateCommands()} trail=${{ href: "/work/candidates", label: t("nav.candidates") }}
    head=${(record) => html`<${Priority} value=${record.priority} bare=${false} />`} body=${body} rail=${(record) => html`<${Rail} record=${record} />`} />`;
}
