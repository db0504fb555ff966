/** What is told of a business service beside how it fares now: how much it was up, its outages, what takes it down by itself. */
import { html } from "../../ui/preact.js";
import { Badge, Health } from "../../ui/badge.js";
import { Failure, Skeleton } from "../../ui/standing.js";
import { useLoad } from "../../ui/load.js";
import { ask } from "../../services/records.js";
import { dateTime, duration, number, percent, span } from "../../text/format.js";
import { t } from "../../text/text.js";

const figures = (found) => [
  ["availability", found.availability === undefined || found.availability === null ? "–" : percent(found.availability)],
  ["down", duration(found.downSeconds)], ["degraded", duration(found.degradedSeconds)], ["planned", duration(found.plannedSeconds)],
  ["outages", number(found.outages)], ["mtrs", found.meanTimeToRestore === null || found.meanTimeToRestore === undefined ? "–" : duration(found.meanTimeToRestore)], ["mtbf", found.meanTimeBetweenFailures === null || found.meanTimeBetweenFailures === undefined ? "–" : duration(found.meanTimeBetweenFailures)],
];

/** The last thirty days. */
export function Past({ id, version }) {
  const { data, error, again } = useLoad(() => Promise.all([ask("health", id, "availability"), ask("health", id, "outages")]), [id, version]);
  if (error?.status === 404) return null;
  if (error) return html`<${Failure} error=${error} again=${again} />`;
  if (!data) return html`<section class="card"><${Skeleton} lines=${3} /></section>`;
  const [found, { outages }] = data;
  const latest = [...outages].reverse().slice(0, 10);
  return html`<section class="card flush"><h2 class="card-head">${t("service.past")}</h2>
    <dl class="figures-row small-figures padded">${figures(found).map(([name, value]) => html`<div><dt>${t(`service.past.${name}`)}</dt><dd>${value}</dd></div>`)}</dl>
    <ul class="lines outages">${latest.map((outage) => html`<li class="wraps"><${Health} value=${outage.health} bare /><span class="figures">${outage.until ? span(outage.since, outage.until) : t("service.past.since", { time: dateTime(outage.since) })}</span>
        <span class="spring muted small one-line mono">${outage.causes.map(({ name }) => name).filter(Boolean).join(", ")}</span>
        ${outage.affectedShare < 1 && html`<span class="small muted">${t("service.past.share", { share: percent(outage.affectedShare) })}</span>`}
        ${outage.planned && html`<${Badge} tone="maintenance" icon="tool">${t("service.past.is-planned")}<//>`}
        <span class="small muted figures">${duration((new Date(outage.until ?? Date.now()) - new Date(outage.since)) / 1000)}</span></li>`)}
      ${latest.length === 0 && html`<li class="muted">${t("service.past.none")}</li>`}
      ${outages.length > latest.length && html`<li class="muted small">${t("service.past.more", { count: number(outages.length - latest.length) })}</li>`}</ul></section>`;
}

export function SinglePoints({ id, version }) {
  const { data } = useLoad(() => ask("health", id, "single-points").catch(() => null), [id, version]);
  if (!data) return null;
  return html`<section class="card stack tight"><h2>${t("service.single-points")} <span class="count">${data.items.length}</span></h2><p class="muted small">${t(data.items.length > 0 ? "service.single-points.text" : "service.single-points.none")}</p>
    <div class="matchers">${data.items.map(({ name }) => html`<a class="matcher mono" href=${`/operations/map?item=${encodeURIComponent(name ?? "")}`}>${name ?? t("common.unnamed")}</a>`)}</div></section>`;
}
