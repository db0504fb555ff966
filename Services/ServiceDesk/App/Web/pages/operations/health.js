/** The service health board. */
import { html } from "../../ui/preact.js";
import { Empty, Failure, Skeleton } from "../../ui/standing.js";
import { Page } from "../../ui/page.js";
import { Health, healthTone } from "../../ui/badge.js";
import { Time } from "../../ui/bits.js";
import { becauseOf, useServiceHealth } from "../../services/health.js";
import { number } from "../../text/format.js";
import { t, word } from "../../text/text.js";

function because(service) {
  const { text, lang } = becauseOf(service);
  return html`<span class="tile-why" lang=${lang}>${text}</span>`;
}

const Tile = ({ service }) => html`<li><a class=${`health-tile tone-${healthTone(service.health)} ${service.health}`} href=${`/operations/health/${service.id}`}>
  <span class="row"><span class="tile-name one-line spring">${service.name}</span><${Health} value=${service.health} /></span>
  ${because(service)}
  ${service.health === "down" && service.valuePerHour > 0 && html`<span class="small tile-cost">${t("health.cost", { value: number(service.valuePerHour) })}</span>`}
  <span class="row small muted"><span>${word("criticality", service.criticality)}</span><span class="spring" />${service.since && html`<span><${Time} value=${service.since} /></span>`}</span>
</a></li>`;

export default function HealthBoard() {
  const { data, error, again } = useServiceHealth();
  const counts = ["down", "degraded", "maintenance", "unknown", "ok"].map((health) => [health, data?.filter((service) => service.health === health).length ?? 0]).filter(([, count]) => count > 0);
  const about = html`<span class="row wraps tallies" role="status">${counts.map(([health, count]) => html`<span class="row"><${Health} value=${health} /><span class="figures">${count}</span></span>`)}</span>`;
  return html`<${Page} title=${t("nav.health")} about=${data && about}>
    ${error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<div class="card flush"><${Skeleton} /></div>`
      : data.length === 0 ? html`<${Empty} icon="service" title=${t("health.empty")}>${t("health.empty.text")}<//>`
      : html`<ul class="health-tiles">${data.map((service) => html`<${Tile} key=${service.id} service=${service} />`)}</ul>`}
  <//>`;
}
