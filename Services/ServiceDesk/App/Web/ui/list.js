/** The list of records: dense table, keys, preview beside it, and a bar that says what is new. */
import { html, useEffect, useRef } from "./preact.js";
import { BulkBar } from "./bulk-bar.js";
import { Button } from "./button.js";
import { Empty, Failure, Skeleton } from "./standing.js";
import { useSelection } from "./selection.js";
import { useKeys } from "../shell/shortcuts.js";
import { navigate, setQuery, useAddress } from "../shell/router.js";
import { t } from "../text/text.js";

/**
 * @typedef {{name: string, label: string, cell: (record: any) => any, grow?: boolean, says?: boolean, hide?: "narrow" | "medium"}} Column   `says`: its label stands with it where there is no head
 * @param {{rows: ReturnType<import("./list-data.js").useRows>, columns: Column[], place: (record: any) => string, label: string,
 *   preview?: (record: any) => any, empty: {icon: string, title: string, text?: string, action?: any}, keys?: object,
 *   bulk?: {kind: string, commands: import("./commands.js").Command[]}}} props   `bulk`: what can be done with many at once
 */
export function List({ rows, columns, place, label, preview, empty, keys = {}, bulk }) {
  const { query } = useAddress();
  const seen = query.get("seen");
  const at = rows.items.findIndex((item) => (item.number ?? item.id) === seen);
  const body = useRef(null);
  const selection = useSelection(rows.items);
  const see = (record) => setQuery({ seen: record && (record.number ?? record.id) });
  const move = (step) => () => {
    const next = rows.items[Math.max(0, Math.min(rows.items.length - 1, at + step))];
    if (next) see(next);
  };
  const own = Object.fromEntries(Object.entries(keys).map(([key, { label: name, run }]) => [key, { label: name, run: () => rows.items[at] && run(rows.items[at]) }]));
  useKeys({
    j: { label: t("keys.next"), run: move(1) }, k: { label: t("keys.previous"), run: move(-1) },
    o: { label: t("keys.open"), run: () => rows.items[at] && navigate(place(rows.items[at])) },
    Enter: { run: at >= 0 && document.activeElement?.closest("a, button") === null ? () => navigate(place(rows.items[at])) : undefined },
    n: { label: t("keys.fresh"), run: rows.fresh > 0 ? rows.again : undefined },
    ...(bulk ? { x: { label: t("keys.choose"), run: () => rows.items[at] && selection.toggle(rows.items[at].id) } } : {}), ...own,
  });
  useEffect(() => { body.current?.querySelector('[data-seen="yes"]')?.scrollIntoView({ block: "nearest" }); }, [seen]);
  if (rows.error) return html`<${Failure} error=${rows.error} again=${rows.again} />`;
  if (rows.loading) return html`<div class="card flush"><${Skeleton} lines=${12} /></div>`;
  const shown = at >= 0 && preview ? rows.items[at] : null;
  return html`<div class=${`list-area${shown ? " with-preview" : ""}`}>
    <div class="list-frame" ref=${body}>
      <div role="status">${rows.fresh > 0 && html`<button type="button" class="fresh-bar" onClick=${rows.again}>${t("list.fresh", { count: rows.fresh })}</button>`}</div>
      ${rows.items.length === 0
        ? html`<${Nothing} empty=${empty} query=${query} />`
        : html`<div class="list-scroll" tabindex="0" role="region" aria-label=${label}><table class="list" onMouseOver=${tellWhole}>
          <thead><tr>${bulk && html`<th class="col-choose"><input type="checkbox" aria-label=${t("bulk.all")} checked=${selection.all} indeterminate=${selection.chosen.length > 0 && !selection.all} onChange=${selection.toggleAll} /></th>`}${columns.map((column) => html`<th scope="col" class=${cellClass(column)}>${column.label}</th>`)}</tr></thead>
          <tbody>${rows.items.map((record) => html`<${Row} key=${record.id} record=${record} columns=${columns} seen=${record === rows.items[at]} touched=${rows.touched.has(record.id)} selection=${bulk ? selection : undefined}
            choose=${preview ? () => see(record) : () => navigate(place(record))} />`)}</tbody></table>
          ${rows.next && html`<div class="list-more"><${Button} busy=${rows.more === true} onClick=${rows.more}>${t("list.more")}<//></div>`}</div>`}
    </div>
    ${bulk && html`<${BulkBar} kind=${bulk.kind} commands=${bulk.commands} selection=${selection} done=${rows.again} />`}
    ${shown && html`<aside class="preview" aria-label=${t("list.preview")}>
      <div class="preview-head"><a class="number" href=${place(shown)}>${shown.number ?? shown.name}</a><span class="spring" />
        <${Button} small href=${place(shown)}>${t("action.open")}<//><${Button} look="plain" small icon="close" label=${t("action.close-preview")} onClick=${() => see(null)} /></div>
      ${preview(shown)}</aside>`}
  </div>`;
}

/** Why a list is empty: there is nothing yet, or nothing that fits; and the way on. */
function Nothing({ empty, query }) {
  const asked = [...query.keys()].some((name) => !["open", "seen", "sort", "columns", "mine"].includes(name));
  if (!asked) return html`<${Empty} icon=${empty.icon} title=${empty.title} action=${empty.action}>${empty.text}<//>`;
  return html`<${Empty} icon="search" title=${t("list.nothing-fits")} action=${html`<${Button} onClick=${() => navigate(location.pathname)}>${t("filter.clear")}<//>`}>${t("list.nothing-fits.text")}<//>`;
}

/** Words that the column cuts short are told whole to who points at them. */
function tellWhole({ target }) {
  const words = target.closest(".one-line");
  if (!words || words.title !== (words.dataset.told ?? "")) return;
  words.dataset.told = words.title = words.scrollWidth > words.clientWidth ? words.textContent : "";
}

const cellClass = (column) => [`col-${column.name}`, column.grow && "grows", column.wide && "wide", column.says && "says-what", column.hide && `hides-${column.hide}`].filter(Boolean).join(" ");

function Row({ record, columns, seen, touched, choose, selection }) {
  const press = (event) => { if (!event.target.closest("a, button, input") && !getSelection().toString()) choose(); };
  const chosen = selection?.has(record.id);
  return html`<tr data-seen=${seen ? "yes" : undefined} class=${[touched && "touched", chosen && "chosen"].filter(Boolean).join(" ") || undefined} onClick=${press}>
    ${selection && html`<td class="col-choose"><input type="checkbox" aria-label=${t("bulk.choose", { name: record.number ?? record.name ?? "" })} checked=${chosen} onClick=${(event) => { event.stopPropagation(); selection.toggle(record.id, event.shiftKey); }} /></td>`}
    ${columns.map((column) => html`<td class=${cellClass(column)} data-label=${column.label}>${column.cell(record)}${touched && column.grow && html`<span class="touched-mark" title=${t("list.touched")}><span class="unseen">${t("list.touched")}</span></span>`}</td>`)}
  </tr>`;
}
