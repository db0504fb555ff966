/** One business service: how it fares, why, and what it stands on. */
import { html } from "../../ui/preact.js";
import { Fact, Facts } from "../../ui/facts.js";
import { Failure, Skeleton } from "../../ui/standing.js";
import { Page } from "../../ui/page.js";
import { Health, Priority, State } from "../../ui/badge.js";
import { Numbered, Time } from "../../ui/bits.js";
import { Timeline } from "../../ui/timeline.js";
import { useLoad, useSettled } from "../../ui/load.js";
import { useNames } from "../../services/names.js";
import { journal, list, read } from "../../services/records.js";
import { useLive } from "../../shell/live.js";
import { number } from "../../text/format.js";
import { ErrorBudget } from "./service-budget.js";
import { Past, SinglePoints } from "./service-past.js";
import { becauseOf } from "../../services/health.js";
import { t, word } from "../../text/text.js";

async function everything(id) {
  const [service, health, items, incidents] = await Promise.all([
    read("service", id), read("health", id).catch(() => null),
    list("item", { service: id, active: true, limit: 100 }).catch(() => ({ items: [] })), list("incident", { open: true, limit: 200 }).catch(() => ({ items: [] })),
  ]);
  return { service, health, items: items.items, incidents: incidents.items.filter((incident) => incident.services.some((hurt) => hurt.id === service.id)) };
}

export default function ServicePage({ id }) {
  const { data, error, again } = useLoad(() => everything(id), [id]);
  const past = useLoad(() => journal("health", id).catch(() => []), [id]);
  const names = useNames();
  const renew = useSettled(() => { again(); past.again(); }, 400);
  useLive(["service-health", "incident"], renew);
  if (error) return html`<${Failure} error=${error} again=${again} />`;
  if (!data) return html`<div class="page"><${Skeleton} /></div>`;
  const { service, health, items, incidents } = data;
  const about = html`<span class="record-line"><${Health} value=${health?.health ?? "unknown"} />${health && html`<span><${Time} value=${health.since} /></span>`}</span>`;
  return html`<${Page} title=${service.name} about=${about} trail=${{ href: "/operations/health", label: t("nav.health") }}>
    <div class="record"><div class="record-main stack wide">
      ${health?.because && html`<section class="card"><h2>${t("health.why")}</h2><p lang=${becauseOf(health).lang}>${becauseOf(health).text}</p></section>`}
      <section class="card flush"><h2 class="card-head">${t("health.incidents")} <span class="count">${incidents.length}</span></h2><ul class="lines">
        ${incidents.map((incident) => html`<li><${Numbered} number=${incident.number} /><span class="one-line spring">${incident.summary}</span><${Priority} value=${incident.priority} /><${State} value=${incident.state} bare /></li>`)}
        ${incidents.length === 0 && html`<li class="muted">${t("common.none")}</li>`}</ul></section>
      <${ErrorBudget} id=${id} version=${health?.version} />
      <${Past} id=${id} version=${health?.version} />
      <section class="card flush"><h2 class="card-head">${t("health.items")} <span class="count">${items.length}</span></h2><ul class="lines">
        ${items.map((item) => html`<li><a class="mono" href=${`/operations/map?item=${encodeURIComponent(item.name)}`}>${item.name}</a><span class="muted small spring">${item.class}</span></li>`)}
        ${items.length === 0 && html`<li class="muted">${t("common.none")}</li>`}</ul></section>
      <${SinglePoints} id=${id} version=${health?.version} />
      <section><h2 class="section-head">${t("record.journal")}</h2><${Timeline} lines=${past.data} error=${past.error} again=${past.again} names=${names} /></section>
    </div>
    <aside class="rail"><${Facts} title=${t("record.facts")}>
      <${Fact} name=${t("service.criticality")}>${word("criticality", service.criticality)}<//>
      <${Fact} name=${t("service.value")}>${number(service.valuePerHour)}<//>
      <${Fact} name=${t("health.causes")}>${health?.causes.length > 0 && health.causes.map((cause) => html`<a class="mono" href=${`/operations/map?item=${encodeURIComponent(cause.name ?? "")}`}>${cause.name}</a>`)}<//>
      <${Fact} name=${t("service.description")}>${service.description}<//>
    <//></aside></div>
  <//>`;
}
