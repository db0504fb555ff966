/** Home of people with trouble: is something broken, what is mine, and whom to ask. */
import { html } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Empty, Failure, Skeleton } from "../../ui/standing.js";
import { Health, State, healthTone } from "../../ui/badge.js";
import { Icon } from "../../ui/icon.js";
import { Page } from "../../ui/page.js";
import { Time } from "../../ui/bits.js";
import { useLoad, useSettled } from "../../ui/load.js";
import { useServiceHealth } from "../../services/health.js";
import { list } from "../../services/records.js";
import { isStaff, me, may } from "../../shell/session.js";
import { useLive } from "../../shell/live.js";
import { t } from "../../text/text.js";

/** One sentence before any detail: all is well, or how much is not. */
function Verdict({ services }) {
  const broken = services.filter(({ health }) => health === "down" || health === "degraded");
  const [tone, icon] = broken.length > 0 ? [broken.some(({ health }) => health === "down") ? "critical" : "warning", "alert"] : ["ok", "check-circle"];
  return html`<div class=${`verdict tone-${tone}`} role="status"><${Icon} name=${icon} large />
    <div><strong>${broken.length > 0 ? t("portal.broken", { count: broken.length }) : t("portal.well")}</strong>
    <div>${broken.length > 0 ? t("portal.broken.text") : t("portal.well.text")}</div></div></div>`;
}

const Service = ({ service }) => html`<li class=${`service-line tone-${healthTone(service.health)}`}>
  <div class="stack tight spring"><span class="strong">${service.name}</span>${service.description && html`<span class="muted small">${service.description}</span>`}</div>
  <span class="stack tight ends"><${Health} value=${service.health} />${service.health !== "ok" && service.since && html`<span class="muted small"><${Time} value=${service.since} /></span>`}</span></li>`;

function Mine() {
  const mine = useLoad(() => list("incident", { requester: me().id, sort: "-openedAt", limit: 20 }), []);
  const renew = useSettled(mine.again, 500);
  useLive("incident", renew);
  if (mine.error) return html`<${Failure} error=${mine.error} again=${mine.again} />`;
  if (!mine.data) return html`<${Skeleton} lines=${3} />`;
  if (mine.data.items.length === 0) return html`<${Empty} icon="check-circle" title=${t("portal.mine.empty")}>${t("portal.mine.empty.text")}<//>`;
  return html`<ul class="lines roomy">${mine.data.items.map((record) => html`<li><a class="spring stack tight" href=${`/portal/records/${record.number}`}><span class="strong">${record.summary}</span>
    <span class="muted small"><span class="number">${record.number}</span> · <${Time} value=${record.openedAt} /></span></a><${State} value=${record.state} /></li>`)}</ul>`;
}

export default function Home() {
  const { data, error, again } = useServiceHealth();
  return html`<${Page} title=${t("portal.hello", { name: me().name.split(" ")[0] })} about=${t("portal.about")} narrow
    actions=${may("agent") && html`<${Button} icon="phone" href="/work/report">${t("report.title")}<//>`}>
    <div class="portal stack wide">
      ${error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<div class="card"><${Skeleton} lines=${4} /></div>` : html`
        <${Verdict} services=${data} />
        <section class="card flush"><h2 class="card-head">${t("portal.services")}</h2><ul class="services">${data.map((service) => html`<${Service} key=${service.id} service=${service} />`)}
          ${data.length === 0 && html`<li class="service-line muted">${t("common.none")}</li>`}</ul></section>`}
      <section class="card flush"><h2 class="card-head">${t("portal.mine")}</h2><${Mine} /></section>
      ${!isStaff() && html`<section class="card row help-card"><${Icon} name="phone" large /><div><h2>${t("portal.help")}</h2><p class="muted">${t("portal.help.text")}</p></div></section>`}
    </div>
  <//>`;
}
