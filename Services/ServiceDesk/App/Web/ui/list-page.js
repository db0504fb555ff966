/** A screen that is a list: filters in the address, rows, preview. */
import { html } from "./preact.js";
import { Filters, filterQuery } from "./filters.js";
import { List } from "./list.js";
import { Page } from "./page.js";
import { useRows } from "./list-data.js";
import { useAddress } from "../shell/router.js";

/**
 * @param {{kind: string, title: string, about?: any, actions?: any, filters: import("./filters.js").Filter[], search?: boolean,
 *   sorts: {value: string, label: string}[], standard: string, columns: any[], place: (record: any) => string,
 *   preview?: (record: any, rows: any) => any, empty: object, tabs?: any}} props
 */
export function ListPage({ kind, title, about, actions, filters, search, sorts, standard, columns, place, preview, empty, tabs }) {
  const { query } = useAddress();
  const asked = filterQuery(query, filters);
  const rows = useRows(kind, { ...asked, q: search ? asked.q : undefined, sort: asked.sort ?? standard });
  return html`<${Page} title=${title} about=${about} actions=${actions} fills>
    ${tabs}
    <${Filters} filters=${filters} query=${query} search=${search} sorts=${sorts} standard=${standard} />
    <${List} rows=${rows} columns=${columns} label=${title} place=${place} empty=${empty} preview=${preview && ((record) => preview(record, rows))} />
  <//>`;
}
