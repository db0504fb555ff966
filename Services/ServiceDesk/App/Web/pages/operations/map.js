/** The service map: what each service stands on, as a graph and as the tree that says the same, with trouble where it is. */
import { html, useState } from "../../ui/preact.js";
import { Empty, Failure, Skeleton } from "../../ui/standing.js";
import { Filters } from "../../ui/filters.js";
import { Page } from "../../ui/page.js";
import { setQuery, useAddress } from "../../shell/router.js";
import { useLoad, useSettled } from "../../ui/load.js";
import { Branch } from "./map-branch.js";
import { ItemPanel } from "./map-item.js";
import { MapGraph } from "./map-graph.js";
import { Segments } from "../../ui/segments.js";
import { all } from "../../services/records.js";
import { useServiceHealth } from "../../services/health.js";
import { useLive } from "../../shell/live.js";
import { t } from "../../text/text.js";

const ranks = ["unknown", "info", "warning", "minor", "major", "critical"];

/** The worst firing alert of each item, by id. */
function worst(alerts) {
  const found = new Map();
  for (const alert of alerts) {
    const before = found.get(alert.ci?.id);
    if (alert.ci && !alert.suppressed && (!before || ranks.indexOf(alert.severity) > ranks.indexOf(before))) found.set(alert.ci.id, alert.severity);
  }
  return found;
}

export default function ServiceMap() {
  const { query } = useAddress();
  const items = useLoad(() => all("item", { active: true }), []);
  const alerts = useLoad(() => all("alert", { state: "firing" }, 1000), []);
  const health = useServiceHealth();
  const renew = useSettled(alerts.again, 1000);
  const again = useSettled(items.again, 1000);
  useLive("alerts", renew);
  useLive("configuration-item", again);
  const [open, set] = useState(() => new Set());
  const fault = items.error ?? health.error;
  if (fault) return html`<${Failure} error=${fault} again=${() => { items.again(); health.again(); }} />`;
  if (!items.data || !health.data) return html`<div class="page"><${Skeleton} /></div>`;
  const trouble = worst(alerts.data ?? []);
  const wanted = query.get("item");
  const shown = items.data.find((item) => item.name === wanted);
  const words = (query.get("q") ?? "").toLowerCase();
  const carried = (service) => items.data.filter((item) => item.supports.some(({ id }) => id === service.id));
  const services = health.data.filter((service) => !words || service.name.toLowerCase().includes(words) || carried(service).some((item) => item.name.toLowerCase().includes(words)));
  const view = query.get("view") ?? (innerWidth < 860 ? "tree" : "graph");
  const views = ["graph", "tree"].map((value) => ({ value, label: t(`map.${value}`), icon: value === "graph" ? "map" : "list" }));
  const toggle = (key) => set((before) => { const next = new Set(before); if (!next.delete(key)) next.add(key); return next; });
  return html`<${Page} title=${t("nav.map")} about=${t("map.about", { items: items.data.length, services: health.data.length })} fills=${view === "graph"}>
    <${Filters} filters=${[]} query=${query} search><${Segments} label=${t("map.view")} options=${views} value=${view} change=${(value) => setQuery({ view: value })} /><//>
    ${items.data.length === 0 && health.data.length === 0 ? html`<${Empty} icon="map" title=${t("map.empty")}>${t("map.empty.text")}<//>` : html`
    <div class=${`list-area${shown ? " with-preview" : ""}`}>
      ${view === "graph" ? html`<${MapGraph} services=${services} items=${below(services, items.data)} trouble=${trouble} chosen=${shown?.id} />`
      : html`<div class="card flush map-tree"><ul role="tree" aria-label=${t("nav.map")}>${services.map((service) => html`<${Branch} key=${service.id} node=${{ service }} below=${carried(service)} items=${items.data} trouble=${trouble} open=${open} toggle=${toggle} level=${1} path=${service.id} chosen=${shown?.id} />`)}</ul></div>`}
      ${shown && html`<${ItemPanel} item=${shown} items=${items.data} severity=${trouble.get(shown.id)} />`}
    </div>`}
  <//>`;
}

/** The items that these services stand on, however far down. */
function below(services, items) {
  const wanted = new Set(services.map(({ id }) => id));
  const byId = new Map(items.map((item) => [item.id, item]));
  const waiting = items.filter((item) => item.supports.some(({ id }) => wanted.has(id)));
  const found = new Set(waiting);
  for (const item of waiting) {
    for (const { id } of item.dependsOn) {
      const next = byId.get(id);
      if (next && !found.has(next)) { found.add(next); waiting.push(next); }
    }
  }
  return [...found];
}
