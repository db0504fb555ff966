/** One configuration item beside the map: what it needs, and what would be hurt without it. */
import { html } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Fact, Facts } from "../../ui/facts.js";
import { Severity } from "../../ui/badge.js";
import { WhatIf } from "./what-if.js";
import { enough } from "./map-groups.js";
import { setQuery } from "../../shell/router.js";
import { reached } from "../work/reach.js";
import { t } from "../../text/text.js";

const Item = ({ name }) => html`<button type="button" class="branch-name mono" onClick=${() => setQuery({ item: name })}>${name}</button>`;

export function ItemPanel({ item, items, severity }) {
  const hurt = [...reached(items, [item.id])];
  const above = items.filter((other) => other.dependsOn.some(({ id }) => id === item.id));
  return html`<aside class="preview" aria-label=${item.name}>
    <div class="preview-head"><span class="mono strong">${item.name}</span><span class="spring" /><${Button} look="plain" small icon="close" label=${t("action.close-preview")} onClick=${() => setQuery({ item: null })} /></div>
    <div class="preview-body stack">
      ${severity && html`<div><${Severity} value=${severity} /></div>`}
      <${Facts}>
        <${Fact} name=${t("map.class")}>${item.class}<//>
        <${Fact} name=${t("map.aliases")}>${item.aliases.length > 0 && html`<span class="mono breaks">${item.aliases.join(", ")}</span>`}<//>
        <${Fact} name=${t("map.needs")} always>${item.dependsOn.map(({ name }) => html`<${Item} name=${name} />`)}<//>
        ${(item.redundancy ?? []).map((group) => html`<${Fact} name=${enough(group)}>${group.of.map(({ name }) => html`<${Item} name=${name} />`)}<//>`)}
        <${Fact} name=${t("map.needed-by")} always>${above.map(({ name }) => html`<${Item} name=${name} />`)}<//>
        <${Fact} name=${t("map.hurts")} always>${hurt.map(([id, service]) => html`<a href=${`/operations/health/${id}`}>${service.name ?? t("common.unnamed")}</a>`)}<//>
      <//>
      <${WhatIf} key=${item.id} item=${item} />
      <div><${Button} small href=${`/operations/alerts?q=${encodeURIComponent(item.name)}`} icon="alerts">${t("nav.alerts")}<//></div>
    </div></aside>`;
}
