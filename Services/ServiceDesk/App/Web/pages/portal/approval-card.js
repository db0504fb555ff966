/** A decision that waits for somebody: what is asked, by whom, at what cost, and the two answers. */
import { html, useRef, useState } from "../../ui/preact.js";
import { AnswerList } from "./answer-list.js";
import { Button } from "../../ui/button.js";
import { Field } from "../../ui/field.js";
import { Notice } from "../../ui/form.js";
import { sentence } from "../../ui/standing.js";
import { State } from "../../ui/badge.js";
import { Time } from "../../ui/bits.js";
import { dateTime, money } from "../../text/format.js";
import { t } from "../../text/text.js";

/** @param {{approval: any, decide: (decision: "approve" | "reject", comment: string | null) => Promise<any>, done: (approval: any) => void, link?: boolean}} props */
export function ApprovalCard({ approval, decide, done, link }) {
  const [comment, type] = useState("");
  const [{ busy, error, fault }, show] = useState({});
  const card = useRef(null);
  const give = async (decision) => {
    if (busy) return;
    if (decision === "reject" && !comment.trim()) {
      show({ fault: t("approvals.comment.needed") });
      setTimeout(() => card.current?.querySelector("textarea")?.focus(), 0);
      return;
    }
    show({ busy: decision });
    try {
      done(await decide(decision, comment.trim() || null));
    } catch (problem) {
      show(problem.field === "comment" ? { fault: sentence(problem) } : { error: problem });
    }
  };
  const open = approval.state === "requested";
  const forOther = approval.requestedFor && approval.requestedFor.id !== approval.requester.id;
  return html`<article class="card approval" ref=${card}>
    <header class="stack tight"><h2>${link && !approval.standsFor ? html`<a href=${`/portal/records/request/${approval.request.id}`}>${approval.request.item}</a>` : approval.request.item}</h2>
      <p class="muted"><span class="number">${approval.request.number}</span> · ${t(forOther ? "approvals.from-for" : "approvals.from", { name: approval.requester.name, other: approval.requestedFor?.name ?? "" })}</p>
      ${approval.standsFor && html`<p class="small"><strong>${t("delegation.for", { name: approval.standsFor.name })}</strong></p>`}
      ${approval.reason && html`<p class="muted small">${approval.reason}</p>`}</header>
    <dl class="approval-facts">
      ${approval.cost && html`<div><dt>${t("item.cost")}</dt><dd class="strong">${money(approval.cost)}</dd></div>`}
      <div><dt>${t("item.promised")}</dt><dd>${dateTime(approval.promisedAt)}</dd></div>
      ${open && approval.expiresAt && html`<div><dt>${t("approvals.until")}</dt><dd>${dateTime(approval.expiresAt)}</dd></div>`}</dl>
    <${AnswerList} form=${approval.form ?? []} answers=${approval.answers ?? {}} />
    ${error && html`<${Notice} tone="critical" icon="alert">${sentence(error)}<//>`}
    ${open ? html`<${Field} field=${{ name: "comment", label: t("approvals.comment"), kind: "area", longest: 2000 }} value=${comment} fault=${fault} change=${(value) => { type(value); show({}); }} rows="2" />
        <div class="form-foot"><${Button} look="danger" icon="close" busy=${busy === "reject"} onClick=${() => give("reject")}>${t("approvals.reject")}<//><${Button} look="primary" icon="check" busy=${busy === "approve"} onClick=${() => give("approve")}>${t("approvals.approve")}<//></div>`
      : html`<p class="row wraps"><${State} value=${approval.state} />${approval.decidedAt && html`<span class="muted"><${Time} value=${approval.decidedAt} /></span>`}${approval.comment && html`<span class="breaks" dir="auto">${approval.comment}</span>`}</p>`}
  </article>`;
}
