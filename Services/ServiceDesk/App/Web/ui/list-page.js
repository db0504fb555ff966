/** A screen that is a list: filters in the address, rows, preview. */
import { html } from "./preact.js";
import { Filters, filterQuery } from "./filters.js";
import { List } from "./list.js";
import { Page } from "./page.js";
import { Views } from "./views.js";
import { useColumns } from "./columns.js";
import { useLooks } from "./looks.js";
import { useRows } from "./list-data.js";
import { useAddress } from "../shell/router.js";

/**
 * @param {{kind: string, title: string, about?: any, actions?: any, filters: import("./filters.js").Filter[], search?: boolean, trail?: {href: string, label: string},
 *   sorts: {value: string, label: string}[], standard: string, columns: any[], place: (record: any) => string,
 *   preview?: (record: any, rows: any) => any, empty: object, tabs?: any, views?: any[], root?: string, bulk?: import("./commands.js").Command[], keys?: (rows: any) => object, fixed?: object, looks?: boolean}} props
 *   `views`: those that come with the list, at `root`; `bulk`: commands for many at once; `fixed`: filters that always hold; `looks`: whether to look now and then, for what nobody tells of
 */
export function ListPage({ kind, title, about, actions, filters, search, sorts, standard, columns, place, preview, empty, tabs, views, root, bulk, keys, fixed, looks, trail }) {
  const { query } = useAddress();
  const asked = filterQuery(query, filters);
  const rows = useRows(kind, { ...asked, q: search ? asked.q : undefined, sort: asked.sort ?? standard, ...fixed });
  useLooks(looks ? rows.look : () => {});
  const { shown, chooser, names } = useColumns(kind, columns, query.get("columns"));
  const main = html`<${Filters} filters=${filters} query=${query} search=${search} sorts=${sorts} standard=${standard}><span class="row hides-narrow">${chooser}</span><//>
    <${List} rows=${rows} columns=${shown} label=${title} place=${place} empty=${empty} preview=${preview && ((record) => preview(record, rows))} keys=${keys?.(rows)} bulk=${bulk?.length > 0 ? { kind, commands: bulk } : undefined} />`;
  return html`<${Page} title=${title} about=${about} actions=${actions} trail=${trail} fills>
    ${tabs}
    ${views ? html`<div class="queue"><${Views} kind=${kind} root=${root} query=${query} standing=${views} columns=${names} /><div class="queue-main">${main}</div></div>` : main}
  <//>`;
}
