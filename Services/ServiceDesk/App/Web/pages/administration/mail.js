/** Mail going out: whether it goes, what waits, and what was refused. */
import { html } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Empty, Failure, Skeleton, sentence } from "../../ui/standing.js";
import { Filters, filterQuery } from "../../ui/filters.js";
import { Notice } from "../../ui/form.js";
import { Page } from "../../ui/page.js";
import { State } from "../../ui/badge.js";
import { Time } from "../../ui/bits.js";
import { useLoad } from "../../ui/load.js";
import { get, newKey, post } from "../../services/client.js";
import { notify } from "../../shell/notices.js";
import { useAddress } from "../../shell/router.js";
import { languages, t, word } from "../../text/text.js";

const states = ["queued", "digest", "sent", "failed", "suppressed", "digested"];
const templates = ["approval_requested", "request_decided", "reply", "mention", "record_update", "task_assigned", "service_appeared", "article_review", "agreement_review", "report_ready", "major_incident", "update_overdue", "escalated", "coverage_gap", "digest"];
const filters = () => [
  { name: "state", label: t("record.state"), options: states.map((value) => ({ value, label: word("state", value) })) },
  { name: "template", label: t("mail.template"), options: templates.map((value) => ({ value, label: word("notice", value) })) },
];

const Summary = ({ summary }) => html`${!summary.server && html`<${Notice} tone="warning" icon="mail"><strong>${t("mail.no-server")}</strong><span>${t("mail.no-server.text")} <code>DIENST_MAIL_SERVER</code></span><//>`}
  <dl class="figures-row">${["queued", "digest", "failed", "suppressed"].filter((name) => summary[name] !== undefined).map((name) => html`<div><dt>${word("state", name)}</dt><dd>${summary[name]}</dd></div>`)}
    <div><dt>${t("mail.oldest")}</dt><dd>${summary.oldestQueuedAt ? html`<${Time} value=${summary.oldestQueuedAt} />` : "–"}</dd></div></dl>`;

export default function Mail() {
  const { query } = useAddress();
  const asked = filterQuery(query, filters());
  const wanted = JSON.stringify(asked);
  const { data, error, again } = useLoad((signal) => Promise.all([get("notices/outgoing/summary", undefined, signal), get("notices/outgoing", { ...asked, q: undefined, sort: undefined, limit: 100 }, signal)]), [wanted]);
  const retry = async (mail) => {
    try {
      await post(`notices/outgoing/${mail.id}/retry`, undefined, { key: newKey() });
      notify(t("mail.retried"));
    } catch (problem) {
      notify(sentence(problem), { tone: "critical" });
    }
    again();
  };
  const answer = (mail) => (["no_address", "inactive", "unwanted"].includes(mail.lastAnswer) ? t(`mail.answer.${mail.lastAnswer}`) : mail.lastAnswer);
  return html`<${Page} title=${t("nav.mail")} about=${t("administration.mail")} trail=${{ href: "/administration", label: t("nav.administration") }} actions=${html`<${Button} icon="refresh" onClick=${again}>${t("action.refresh")}<//>`}>
    ${error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<div class="card flush"><${Skeleton} lines=${6} /></div>` : html`
      <${Summary} summary=${data[0]} /><${Filters} filters=${filters()} query=${query} />
      ${data[1].items.length === 0 ? html`<${Empty} icon="mail" title=${t("mail.empty")}>${t("mail.empty.text")}<//>`
        : html`<section class="card flush"><ul class="lines roomy">${data[1].items.map((mail) => html`<li key=${mail.id}><div class="stack tight spring"><span class="one-line"><span class="strong">${word("notice", mail.template)}</span> <span class="number">${mail.number}</span></span>
          <span class="small muted one-line" dir="auto">${[...new Set([mail.address ?? t("mail.answer.no_address"), languages[mail.language] ?? mail.language, answer(mail)])].filter(Boolean).join(" · ")}</span></div>
          <span class="small muted hides-narrow"><${Time} value=${mail.sentAt ?? mail.nextAt ?? mail.createdAt} /></span><${State} value=${mail.state} />${mail.state === "failed" && html`<${Button} small onClick=${() => retry(mail)}>${t("mail.retry")}<//>`}</li>`)}</ul></section>`}`}
  <//>`;
}
