/** Who was called for an incident, how, and what came of each try; whoever has it says so here. */
import { html, useState } from "../../ui/preact.js";
import { Badge } from "../../ui/badge.js";
import { Button } from "../../ui/button.js";
import { Person, Time } from "../../ui/bits.js";
import { sentence } from "../../ui/standing.js";
import { acknowledge, usePages } from "../../services/on-call.js";
import { notify } from "../../shell/notices.js";
import { clock, list } from "../../text/format.js";
import { t, word } from "../../text/text.js";

const looks = { ringing: ["warning", "bell"], acknowledged: ["ok", "check-circle"], unanswered: ["critical", "alert"], ended: ["quiet", "check"] };
const ways = { sent: ["ok", "check"], queued: ["info", "clock"], failed: ["critical", "alert"], dropped: ["quiet", "stop"] };

export function IncidentPages({ record }) {
  const { data, again } = usePages(record.id);
  if (!data || data.length === 0) return null;
  return html`<section class="card stack" aria-label=${t("page.title")}><h2>${t("page.title")}</h2>${data.map((page) => html`<${Call} key=${page.id} page=${page} again=${again} />`)}</section>`;
}

function Call({ page, again }) {
  const [busy, work] = useState(false);
  const [tone, icon] = looks[page.state];
  const take = async () => {
    work(true);
    await acknowledge(page).then(again, (error) => notify(sentence(error), { tone: "critical" }));
    work(false);
  };
  return html`<div class="stack tight"><p class="row wraps" role="status"><${Badge} tone=${tone} icon=${icon}>${word("page.state", page.state)}<//>
      ${page.purpose !== "take_up" && html`<span class="strong">${word("page.purpose", page.purpose)}</span>`}
      <span>${t("page.step", { step: page.step ?? 0, steps: page.steps })}</span><span class="muted">${page.policyName}</span>
      ${page.acknowledgedBy.length > 0 && html`<span class="muted">${t("page.by", { who: list(page.acknowledgedBy.map(({ name }) => name ?? t("common.someone"))) })}</span>`}
      ${page.nextAt && html`<span class="muted">${t(page.state === "ringing" ? "page.next" : "page.lapses")} <${Time} value=${page.nextAt} /></span>`}
      ${page.end && html`<span class="muted">${word("page.end", page.end)}</span>`}
      <span class="spring" />${["ringing", "unanswered"].includes(page.state) && html`<${Button} look="primary" small icon="check" busy=${busy} onClick=${take}>${t("page.acknowledge")}<//>`}</p>
    <details><summary>${t("page.ledger", { count: page.deliveries.length })}</summary><p class="small muted" lang="en">${page.why.because}</p><ul class="lines page-ledger">${page.deliveries.map((one) => html`<${Delivery} key=${one.id} one=${one} />`)}</ul></details></div>`;
}

function Delivery({ one }) {
  const [tone, icon] = ways[one.state];
  return html`<li class="wraps"><span class="figures muted">${clock(one.madeAt)}</span>${one.person ? html`<${Person} person=${one.person} />` : html`<span class="muted">${one.host ?? t("on-call.nobody")}</span>`}
    <span>${word("page.kind", one.kind)}</span><${Badge} tone=${tone} icon=${icon}>${word("page.delivery", one.state)}<//>
    ${one.attempts.length > 0 ? one.attempts.map((attempt) => html`<span class="small muted breaks" lang="en">${clock(attempt.at)} ${attempt.answer ?? t("page.no-answer")}</span>`) : one.lastAnswer && html`<span class="small muted" lang="en">${one.lastAnswer}</span>`}</li>`;
}
