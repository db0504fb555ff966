/** Something that was asked for and is not in the catalogue: what became of it, with the reason and what to do instead. */
import { html } from "../../ui/preact.js";
import { Fact, Facts } from "../../ui/facts.js";
import { Failure, Skeleton } from "../../ui/standing.js";
import { Icon } from "../../ui/icon.js";
import { Page } from "../../ui/page.js";
import { Person, Time } from "../../ui/bits.js";
import { State } from "../../ui/badge.js";
import { Talk } from "./talk.js";
import { Tracker } from "../../ui/tracker.js";
import { JustMade, useOwn } from "./own.js";
import { get } from "../../services/client.js";
import { t } from "../../text/text.js";

const readWish = (id, signal) => get(`unsupported-requests/${encodeURIComponent(id)}`, undefined, signal);

export function MyWish({ id }) {
  const { data: wish, error, again } = useOwn(readWish, "unsupported-request", id);
  if (error) return html`<${Failure} error=${error} again=${again} />`;
  if (!wish) return html`<div class="page narrow"><${Skeleton} lines=${5} /></div>`;
  const decided = !["recorded", "explained"].includes(wish.state);
  const steps = [
    { label: t("state.recorded"), about: html`<${Time} value=${wish.recordedAt} exact />` },
    { label: t("wish.step.explained"), about: wish.explainedAt && html`<${Time} value=${wish.explainedAt} exact />` },
    { label: decided ? t(`state.${wish.state}`) : t("wish.step.decided"), about: wish.decidedAt && html`<${Time} value=${wish.decidedAt} exact />` },
  ];
  const about = html`<span class="record-line"><span class="number">${wish.number}</span><${State} value=${wish.state} /></span>`;
  return html`<${Page} title=${wish.wish} about=${about} trail=${{ href: "/portal/mine", label: t("nav.mine") }} narrow><div class="portal stack wide">
    <${JustMade}><strong>${t("ask.thanks")}</strong><div>${t("ask.thanks.text")}</div><//>
    ${wish.item && html`<a class="waiting" href=${`/portal/catalogue/${wish.item.id}`}><${Icon} name="catalogue" large /><span class="spring"><strong>${t("wish.there")}</strong><span class="small">${wish.item.name}</span></span><${Icon} name="arrow-right" /></a>`}
    <section class="card"><${Tracker} steps=${steps} at=${decided ? 3 : wish.state === "explained" ? 2 : 0} stopped=${false} /></section>
    ${wish.reason && html`<section class="card stack"><div class="stack tight"><h2>${t("wish.reason")}</h2><div class="breaks" dir="auto">${wish.reason}</div></div>
      ${wish.alternative && html`<div class="notice tone-ok"><${Icon} name="lightbulb" /><div class="body"><strong>${t("wish.alternative")}</strong><span class="breaks" dir="auto">${wish.alternative}</span></div></div>`}</section>`}
    <${Talk} kind="unsupported-request" id=${wish.id} said=${again} />
    ${(wish.details || wish.owner || wish.decision) && html`<section class="card stack">${wish.details && html`<div class="stack tight"><h2>${t("ask.details")}</h2><div class="breaks" dir="auto">${wish.details}</div></div>`}
      <${Facts}><${Fact} name=${t("wish.owner")}>${wish.owner && html`<${Person} person=${wish.owner} />`}<//><${Fact} name=${t("wish.decision")}>${wish.decision}<//><//></section>`}
  </div><//>`;
}
