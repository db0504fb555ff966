/** One request: what is wanted, who has to agree, what there is to do. */
import { html } from "../../ui/preact.js";
import { Fact, Facts } from "../../ui/facts.js";
import { Notice } from "../../ui/form.js";
import { Numbered, Person, Time } from "../../ui/bits.js";
import { Prose, RecordPage } from "../../ui/record.js";
import { State } from "../../ui/badge.js";
import { answerText, said } from "../../ui/answers.js";
import { Promised, isOver } from "./request-bits.js";
import { Tasks } from "./request-tasks.js";
import { requestCommands } from "./request-commands.js";
import { useNames } from "../../services/names.js";
import { money } from "../../text/format.js";
import { t, word } from "../../text/text.js";

function Answers({ record }) {
  const names = useNames();
  const given = (record.form ?? []).filter(({ key }) => record.answers[key] !== undefined && record.answers[key] !== null);
  return given.length > 0 && html`<section class="card"><h2>${t("fulfil.answers")}</h2><dl class="pairs">${given.map((field) => html`<div><dt>${said(field.label)}</dt><dd class="breaks" dir="auto">${answerText(field, record.answers[field.key], names)}</dd></div>`)}</dl></section>`;
}

function Approvals({ approvals }) {
  return approvals.length > 0 && html`<section class="card flush"><h2 class="card-head">${t("fulfil.approvals")}</h2><ol class="lines">${approvals.map((approval) => html`<li class="wraps"><${State} value=${approval.state} />
    <span class="stack tight spring"><span class="strong">${approval.stageName}</span>${(approval.comment || approval.reason) && html`<span class="small muted breaks" dir="auto">${approval.comment ?? approval.reason}</span>`}</span>
    <${Person} person=${approval.decidedBy ?? approval.person} />${approval.decidedFor && html`<span class="small muted">${t("delegation.for", { name: approval.decidedFor.name })}</span>`}${approval.decidedAt && html`<span class="small muted"><${Time} value=${approval.decidedAt} /></span>`}</li>`)}</ol></section>`;
}

const Rail = ({ record }) => html`<${Facts} title=${t("fulfil.wanted")}>
    <${Fact} name=${t("fulfil.for")} always><${Person} person=${record.requestedFor ?? record.requester} /><//>
    <${Fact} name=${t("record.requester")} always><${Person} person=${record.requester} /><//>
    <${Fact} name=${t("fulfil.lane")}>${word("lane", record.lane)}<//>
    <${Fact} name=${t("fulfil.cost")}>${record.cost && money(record.cost)}<//>
    <${Fact} name=${t("fulfil.edition")}>${record.item.edition && String(record.item.edition)}<//>
    <${Fact} name=${t("fulfil.recurrence")}>${record.recurrence && html`<a href="/administration/recurring">${record.recurrence.name}</a>`}<//>
    <${Fact} name=${t("fulfil.merged-into")}>${record.mergedInto && html`<${Numbered} number=${record.mergedInto.number} at=${`/work/requests/${record.mergedInto.id}`} />`}<//>
  <//>
  <${Facts} title=${t("record.times")}>
    <${Fact} name=${t("fulfil.promised")} always><${Promised} value=${record.promisedAt} over=${isOver(record.state)} /><//>
    <${Fact} name=${t("fulfil.submitted")}><${Time} value=${record.submittedAt} exact /><//>
    <${Fact} name=${t("fulfil.fulfilled")}>${record.fulfilledAt && html`<${Time} value=${record.fulfilledAt} exact />`}<//>
    <${Fact} name=${t("incident.hold.until")}>${record.holdUntil && html`<${Time} value=${record.holdUntil} exact />`}<//>
    <${Fact} name=${t("record.closed")}>${record.closedAt && html`<${Time} value=${record.closedAt} exact />`}<//>
    <${Fact} name=${t("incident.reopened")}>${record.reopenCount > 0 && String(record.reopenCount)}<//>
  <//>`;

export default function RequestPage({ id }) {
  const body = (record, put) => html`
    ${record.cancellationAsked && html`<${Notice} tone="warning" icon="alert"><strong>${t("fulfil.cancellation-asked")}</strong><span dir="auto">${record.cancellationAsked}</span><//>`}
    ${record.holdReason && record.state === "on_hold" && html`<${Notice} tone="warning" icon="pause"><span dir="auto">${record.holdReason}</span><//>`}
    ${record.rejection && html`<${Prose} title=${t("fulfil.rejection")} text=${record.rejection} tone="critical" />`}
    ${record.cancelReason && html`<${Prose} title=${t("form.reason")} text=${record.cancelReason} />`}
    ${record.note && html`<${Prose} title=${t("fulfil.note")} text=${record.note} tone="ok" />`}
    <${Answers} record=${record} /><${Approvals} approvals=${record.approvals ?? []} /><${Tasks} record=${{ tasks: [], ...record }} put=${put} />`;
  return html`<${RecordPage} kind="request" number=${id} commands=${requestCommands} title=${(record) => record.item.name} trail=${{ href: "/work/requests?open=true", label: t("nav.requests") }}
    head=${(record) => html`<${Person} person=${record.requester} /><span class="muted">${t("fulfil.promised")} <${Promised} value=${record.promisedAt} over=${isOver(record.state)} /></span>`} body=${body} rail=${(record) => html`<${Rail} record=${record} />`} />`;
}
