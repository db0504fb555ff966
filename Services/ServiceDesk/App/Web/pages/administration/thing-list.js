/** People, teams and services are kept in one way: a list, and a dialog to make or change one. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { Filters, filterQuery } from "../../ui/filters.js";
import { Form } from "../../ui/form.js";
import { List } from "../../ui/list.js";
import { Menu } from "../../ui/popover.js";
import { Page } from "../../ui/page.js";
import { sentence } from "../../ui/standing.js";
import { useRows } from "../../ui/list-data.js";
import { command, create, revise } from "../../services/records.js";
import { may } from "../../shell/session.js";
import { notify } from "../../shell/notices.js";
import { useAddress } from "../../shell/router.js";
import { t, word } from "../../text/text.js";

/**
 * @param {{kind: string, title: string, about?: string, columns: any[], fields: (thing?: any) => any[], start: (thing: any) => object,
 *   label: string, actions?: any, opened?: (thing: any) => void, body?: (values: any) => any, before?: any, secret?: boolean, wide?: boolean, below?: (values: any, thing: any) => any, filters?: any[], sorts?: any[], acts?: (thing: any, show: Function) => any[], extra?: any, empty: object}} props
 */
export function ThingList({ kind, title, about, columns, fields, start, label, filters = [], sorts, acts, extra, empty, actions: more, opened, body = (values) => values, before, secret, wide, below }) {
  const { query } = useAddress();
  const [editing, edit] = useState(null);
  const asked = filterQuery(query, [stateFilter(), ...filters]);
  const rows = useRows(kind, { ...asked, sort: asked.sort ?? "name" });
  const able = may("administrator");
  const send = (values, key) => (editing.id ? revise(kind, editing.id, body(values), editing.version) : create(kind, body(values), key));
  const done = (thing) => { edit(null); notify(t("thing.saved", { name: thing.name })); rows.again(); };
  const toggle = async (thing) => {
    try {
      rows.put(await command(kind, thing.id, thing.state === "active" ? "deactivate" : "reactivate", undefined, thing.version));
      notify(t(thing.state === "active" ? "thing.deactivated" : "thing.reactivated", { name: thing.name }));
    } catch (error) {
      notify(sentence(error), { tone: "critical" });
    }
  };
  const menu = (thing) => [
    { label: t("action.edit"), icon: "pencil", run: () => { opened?.(thing); edit(thing); } }, ...(acts?.(thing, rows) ?? []),
    { label: t(thing.state === "active" ? "thing.deactivate" : "thing.reactivate"), icon: thing.state === "active" ? "stop" : "refresh", run: () => toggle(thing) },
  ];
  const shown = able ? [...columns, { name: "menu", label: html`<span class="unseen">${t("action.more")}</span>`, cell: (thing) => html`<${Menu} label=${t("thing.menu", { name: thing.name })} items=${menu(thing)} small />` }] : columns;
  const actions = able && html`${more}<${Button} look="primary" icon="plus" onClick=${() => edit({})}>${label}<//>`;
  return html`<${Page} title=${title} about=${about} actions=${actions} trail=${{ href: "/administration", label: t("nav.administration") }} fills>
    ${before}
    <${Filters} filters=${[stateFilter(), ...filters]} query=${query} search sorts=${sorts} standard="name" />
    <${List} rows=${rows} columns=${shown} label=${title} place=${() => location.pathname} preview=${(thing) => html`<div class="preview-body stack">${columns.map((column) => html`<div class="fact"><dt>${column.label}</dt><dd>${column.cell(thing)}</dd></div>`)}</div>`} empty=${{ action: able && html`<${Button} icon="plus" onClick=${() => edit({})}>${label}<//>`, ...empty }} />
    ${editing && html`<${Dialog} title=${editing.id ? `${t("action.edit")} · ${editing.name}` : label} close=${() => edit(null)} wide=${wide}>
      <${Form} fields=${fields(editing.id ? editing : undefined)} start=${editing.id ? start(editing) : {}} draft=${secret ? null : `${kind}.${editing.id ?? "new"}.${editing.version ?? 0}`} label=${t("action.save")} send=${send} done=${done} cancel=${() => edit(null)} below=${below && ((values) => below(values, editing))} /><//>`}
    ${extra}
  <//>`;
}

const stateFilter = () => ({ name: "state", label: t("record.state"), options: ["active", "inactive"].map((value) => ({ value, label: word("state", value) })) });
