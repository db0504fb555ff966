/** Something one asked for: how far it has come, until when it is promised, what was said. */
import { html, useState } from "../../ui/preact.js";
import { AnswerList } from "./answer-list.js";
import { Fact, Facts } from "../../ui/facts.js";
import { Failure, Skeleton } from "../../ui/standing.js";
import { Icon } from "../../ui/icon.js";
import { Menu } from "../../ui/popover.js";
import { Notice } from "../../ui/form.js";
import { Page } from "../../ui/page.js";
import { RequestDialog } from "./request-dialog.js";
import { Button } from "../../ui/button.js";
import { State } from "../../ui/badge.js";
import { Talk } from "./talk.js";
import { Person, Time } from "../../ui/bits.js";
import { Tracker } from "../../ui/tracker.js";
import { Confirm, JustMade, useOwn } from "./own.js";
import { get, newKey, post } from "../../services/client.js";
import { notify } from "../../shell/notices.js";
import { me } from "../../shell/session.js";
import { dateTime, list, money } from "../../text/format.js";
import { t } from "../../text/text.js";

const readRequest = (id, signal) => get(`requests/${encodeURIComponent(id)}`, undefined, signal);
const obey = (id, name, body, key = newKey()) => post(`requests/${id}/${name}`, body, { key });

function Progress({ request }) {
  const asked = request.approvals.filter(({ state }) => state !== "not_required" && state !== "void");
  const waiting = asked.filter(({ state }) => state === "requested").map(({ person, stageName }) => person?.name ?? stageName);
  const mandatory = request.tasks.filter((task) => task.mandatory);
  const ended = mandatory.filter(({ state }) => state === "done").length;
  const hold = request.state === "on_hold" ? request.holdReason : null;
  const steps = [
    { name: "asked", label: t("request.step.asked"), about: html`<${Time} value=${request.submittedAt} exact />` },
    asked.length > 0 && { name: "approval", label: t("request.step.approval"), about: request.rejection ?? (waiting.length > 0 ? t("request.waits-for", { names: list(waiting) }) : undefined) },
    { name: "work", label: t("request.step.work"), about: hold ?? (mandatory.length > 0 && ["in_fulfilment", "approved"].includes(request.state) ? t("request.tasks", { done: ended, count: mandatory.length }) : undefined) },
    { name: "ready", label: t("request.step.ready"), about: request.fulfilledAt ? html`<${Time} value=${request.fulfilledAt} exact />` : request.promisedAt && t("portal.promised", { time: dateTime(request.promisedAt) }) },
    { name: "confirmed", label: t("request.step.confirmed") },
  ].filter(Boolean);
  const place = { submitted: "asked", waiting_approval: "approval", rejected: "approval", approved: "work", in_fulfilment: "work", on_hold: "work", fulfilled: "confirmed", cancelled: "work", merged: "asked" }[request.state];
  const at = request.state === "closed" ? steps.length : Math.max(0, steps.findIndex(({ name }) => name === place));
  return html`<${Tracker} steps=${steps} at=${at} stopped=${["rejected", "cancelled", "merged"].includes(request.state)} />`;
}

const Approvals = ({ approvals }) => approvals.length > 0 && html`<section class="card flush"><h2 class="card-head">${t("request.approvals")}</h2><ul class="lines roomy">${approvals.filter(({ state }) => state !== "void").map((approval) => html`<li>
  <div class="stack tight spring"><span class="strong">${approval.person?.name ?? approval.stageName}</span><span class="small muted">${approval.stageName}${approval.decidedAt && html` · <${Time} value=${approval.decidedAt} />`}</span>${approval.comment && html`<span class="breaks" dir="auto">${approval.comment}</span>`}</div><${State} value=${approval.state} /></li>`)}</ul></section>`;

export function MyRequest({ id }) {
  const { data: request, error, again, set } = useOwn(readRequest, "request", id);
  const [over, show] = useState(null);
  if (error) return html`<${Failure} error=${error} again=${again} />`;
  if (!request) return html`<div class="page narrow"><${Skeleton} lines=${6} /></div>`;
  const put = (text) => (next) => { show(null); if (next?.id) set(() => next); again(); notify(text); };
  const able = (name) => request.can.includes(name);
  const more = ["revise", "cancel", "ask-cancellation"].filter(able).map((name) => ({ label: t(`request.${name}`), icon: name === "revise" ? "pencil" : "stop", tone: name === "revise" ? undefined : "danger", run: () => show(name) }));
  const actions = html`${able("resubmit") && html`<${Button} look="primary" onClick=${() => show("resubmit")}>${t("request.resubmit")}<//>`}${more.length > 0 && html`<${Menu} label=${t("action.more")} text=${t("action.more")} icon="down" look="" items=${more} />`}`;
  const about = html`<span class="record-line"><span class="number">${request.number}</span><${State} value=${request.state} /></span>`;
  return html`<${Page} title=${request.item.name} about=${about} actions=${actions} trail=${{ href: "/portal/mine", label: t("nav.mine") }} narrow>
    <div class="portal stack wide">
      <${JustMade}><strong>${t("item.thanks")}</strong><div>${t("portal.promised", { time: dateTime(request.promisedAt) })}</div><//>
      ${request.state === "fulfilled" && able("confirm") && html`<${Confirm} title=${t("request.confirm")} text=${t("request.confirm.text")} yes=${t("request.confirm.yes")} no=${t("request.confirm.no")}
        confirm=${() => obey(request.id, "confirm")} reopen=${(reason, key) => obey(request.id, "reopen", { reason }, key)} done=${put(t("own.thanks"))} />`}
      ${request.approvals.some(({ state, person }) => state === "requested" && person?.id.toLowerCase() === me().id.toLowerCase()) && html`<a class="waiting" href="/portal/approvals"><${Icon} name="approve" large /><span class="spring"><strong>${t("notice.approval_requested")}</strong>
        <span class="small">${t("approvals.waiting.text")}</span></span><${Icon} name="arrow-right" /></a>`}
      ${request.rejection && request.state === "rejected" && html`<${Notice} tone="warning" icon="alert"><strong>${t("request.rejected")}</strong><span dir="auto">${request.rejection}</span><//>`}
      ${request.cancellationAsked && html`<${Notice}>${t("request.cancellation-asked")}<//>`}
      ${request.mergedInto && html`<${Notice}>${t("request.merged")} <a href=${`/portal/records/request/${request.mergedInto.id}`}>${request.mergedInto.number}</a><//>`}
      <section class="card"><${Progress} request=${request} /></section>
      ${request.note && html`<section class="card toned tone-ok"><h2>${t("request.note")}</h2><div class="breaks" dir="auto">${request.note}</div></section>`}
      <${Talk} kind="request" id=${request.id} said=${again} />
      <${Approvals} approvals=${request.approvals} />
      <section class="card stack"><h2>${t("request.answers")}</h2><${AnswerList} form=${request.form ?? []} answers=${request.answers} /><${Facts}>
        <${Fact} name=${t("item.for")}>${request.requestedFor.id !== request.requester.id && html`<${Person} person=${request.requestedFor} />`}<//>
        <${Fact} name=${t("item.promised")}>${dateTime(request.promisedAt)}<//>
        <${Fact} name=${t("item.cost")}>${request.cost && money(request.cost)}<//>
      <//></section>
    </div>
    ${over && html`<${RequestDialog} request=${request} name=${over} send=${(body, key) => obey(request.id, over, body, key)} done=${put(t("command.done", { number: request.number, what: t(`request.${over}.done`) }))} close=${() => show(null)} />`}
  <//>`;
}
