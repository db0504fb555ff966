/** A service or an item in the map, and what it needs below it. */
import { html } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Health, Severity } from "../../ui/badge.js";
import { Icon } from "../../ui/icon.js";
import { setQuery } from "../../shell/router.js";
import { t } from "../../text/text.js";

/** Branches with trouble are open from the start; a press closes or opens. */
const inTrouble = (item, byId, trouble, seen = new Set()) => {
  if (seen.has(item.id)) return false;
  seen.add(item.id);
  return trouble.has(item.id) || item.dependsOn.some(({ id }) => byId.has(id) && inTrouble(byId.get(id), byId, trouble, seen));
};

export function Branch({ node, below, items, trouble, open, toggle, level, path, chosen }) {
  const byId = new Map(items.map((item) => [item.id, item]));
  const bad = node.service ? below.some((item) => inTrouble(item, byId, trouble)) : below.some((item) => inTrouble(item, byId, trouble));
  const shown = below.length > 0 && (bad && level < 6 ? !open.has(path) : open.has(path));
  const name = node.service?.name ?? node.item.name;
  return html`<li role="treeitem" aria-level=${level} aria-expanded=${below.length > 0 ? String(shown) : undefined} aria-selected=${String(chosen !== undefined && chosen === node.item?.id)}>
    <div class="branch" style=${{ paddingLeft: `${8 + (level - 1) * 24}px` }}>
      ${below.length > 0 ? html`<${Button} look="plain" small icon=${shown ? "down" : "right"} label=${t(shown ? "map.fold" : "map.unfold", { name })} onClick=${() => toggle(path)} />` : html`<span class="branch-leaf"><${Icon} name="dot" /></span>`}
      ${node.service
        ? html`<${Icon} name="service" /><a class="strong one-line" href=${`/operations/health/${node.service.id}`}>${name}</a><span class="spring" /><${Health} value=${node.service.health} />`
        : html`<button type="button" class="branch-name mono one-line" onClick=${() => setQuery({ item: name })}>${name}</button><span class="muted small one-line">${node.item.class}</span><span class="spring" />${trouble.has(node.item.id) && html`<${Severity} value=${trouble.get(node.item.id)} />`}`}
    </div>
    ${shown && html`<ul role="group">${below.map((item) => html`<${Branch} key=${item.id} node=${{ item }} below=${item.dependsOn.map(({ id }) => byId.get(id)).filter(Boolean)} items=${items} trouble=${trouble}
      open=${open} toggle=${toggle} level=${level + 1} path=${`${path}/${item.id}`} chosen=${chosen} />`)}</ul>`}
  </li>`;
}
