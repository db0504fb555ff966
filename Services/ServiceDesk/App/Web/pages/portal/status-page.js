/** The status page: what users, management and staff are told, each to whom it is meant for. */
import { html, useState } from "../../ui/preact.js";
import { Badge, Priority } from "../../ui/badge.js";
import { Empty, Failure, Skeleton } from "../../ui/standing.js";
import { Page } from "../../ui/page.js";
import { Segments } from "../../ui/segments.js";
import { Time } from "../../ui/bits.js";
import { Progress } from "../operations/major-bits.js";
import { isOver, titleOf, useStatusPage } from "./known.js";
import { list } from "../../text/format.js";
import { t } from "../../text/text.js";

export default function StatusPage() {
  const [audience, look] = useState("users");
  const { data, error, again } = useStatusPage(audience);
  const [open, keep] = useState(["users"]);
  if (data && data.open.length !== open.length) keep(data.open);
  return html`<${Page} title=${t("status.title")} about=${t("status.about")} trail=${{ href: "/portal/services", label: t("nav.status") }} narrow>
    <div class="portal stack wide">
      ${open.length > 1 && html`<${Segments} label=${t("status.audience")} options=${open.map((value) => ({ value, label: t(`major.audience.${value}`) }))} value=${audience} change=${look} />`}
      ${error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<div class="card"><${Skeleton} lines=${5} /></div>`
        : data.items.length === 0 ? html`<${Empty} icon="check-circle" title=${t("status.well")}>${t("status.well.text")}<//>`
        : data.items.map((entry) => html`<${Entry} key=${entry.id} entry=${entry} />`)}
    </div>
  <//>`;
}

const Entry = ({ entry }) => html`<article class="card stack"><header class="stack tight">
    <div class="row wraps"><h2 class="spring" dir="auto">${titleOf(entry)}</h2><${Badge} tone=${isOver(entry) ? "ok" : "critical"} icon=${isOver(entry) ? "check-circle" : "alert"}>${isOver(entry) ? t("status.restored") : t("status.goes-on")}<//></div>
    <p class="small muted row wraps"><span class="number">${entry.number}</span>${entry.priority && html`<${Priority} value=${entry.priority} />`}<span>${t("outage.since")} <${Time} value=${entry.since} exact /></span>
      ${entry.services.length > 0 && html`<span>${list(entry.services.map(({ name }) => name))}</span>`}</p>
    ${!isOver(entry) && entry.nextUpdateAt && html`<p class="small">${t("status.next")} <${Time} value=${entry.nextUpdateAt} /></p>`}</header>
  ${entry.updates.length === 0 && html`<p class="muted">${t("status.begun")}</p>`}
  <ol class="told-list">${entry.updates.map((update) => html`<li key=${update.id} class="told"><header class="row wraps"><${Progress} value=${update.progress} /><span class="small muted"><${Time} value=${update.at} exact /></span>${update.author && html`<span class="small muted">${update.author}</span>`}</header>
    <p class="breaks" dir="auto">${update.text}</p></li>`)}</ol></article>`;
