/** Rules that hold as a whole: a list whose rows are edited one by one, each time as a new version with its reason. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { Form, Notice, trimmed } from "../../ui/form.js";
import { Menu } from "../../ui/popover.js";
import { Page } from "../../ui/page.js";
import { Failure, Skeleton } from "../../ui/standing.js";
import { Time } from "../../ui/bits.js";
import { useLoad } from "../../ui/load.js";
import { OpenTrial } from "./open-trial.js";
import { replace, useRules, versions } from "../../services/incident-rules.js";
import { can } from "../../shell/session.js";
import { notify } from "../../shell/notices.js";
import { t } from "../../text/text.js";

export const mayEdit = () => can("settings.manage", "manager", "administrator");
export const reasonField = () => ({ name: "reason", label: t("form.reason"), kind: "area", required: true, longest: 1000 });

/** What holds, how to replace it, and what a draft of its next version is called. @param {string} name as in its address */
export function useDocument(name) {
  const { data, error, again } = useRules(name);
  const draft = (part) => `rules.${name}.${data.version}.${part}`;
  const save = (rules, reason) => replace(name, rules, reason, data.version);
  const done = () => { notify(t("rules.saved")); again(); };
  return { data, error, again, save, done, draft };
}

export function DocumentPage({ name, title, about, held, actions, children }) {
  const trail = { href: "/administration", label: t("nav.administration") };
  const [past, look] = useState(false);
  const all = html`<${Button} icon="history" onClick=${() => look(true)}>${t("rules.versions")}<//>${mayEdit() && actions}`;
  return html`<${Page} title=${title} about=${about} trail=${trail} actions=${held.data && all}>
    ${held.error ? html`<${Failure} error=${held.error} again=${held.again} />` : !held.data ? html`<${Skeleton} lines=${5} />` : html`<div class="stack">
      <p class="small muted">${t("rules.version", { version: held.data.version })}${held.data.setAt ? html` · ${held.data.setBy?.name ?? t("common.someone")} · <${Time} value=${held.data.setAt} /> · ${held.data.reason}` : ` · ${t("rules.shipped")}`}</p>
      ${children(held.data.rules)}</div>`}
    ${past && html`<${Dialog} title=${t("rules.versions")} close=${() => look(false)}><${Versions} name=${name} /><//>`}
  <//>`;
}

function Versions({ name }) {
  const { data, error, again } = useLoad(() => versions(name), [name]);
  if (error) return html`<${Failure} error=${error} again=${again} />`;
  if (!data) return html`<${Skeleton} lines=${4} />`;
  return html`<ul class="lines">${data.map((one) => html`<li class="stack tight"><span class="row"><span class="strong spring">${t("rules.version", { version: one.version })}</span>${one.setAt && html`<${Time} value=${one.setAt} exact />`}</span>
    <span class="small muted">${one.setBy ? `${one.setBy.name ?? t("common.someone")}: ${one.reason}` : t("rules.shipped")}</span></li>`)}</ul>`;
}

/**
 * A document that is a list of rules in their order.
 * @param {{name: string, title: string, about: string, label: string, part: string, columns: {label: string, cell: (rule: any) => any}[], fields: (rules: any, typed: any) => any[],
 *   start: (rule: any) => object, make: (values: object, old: any) => object, empty: string, more?: (rules: any, held: any) => any}} props `part`: where the list stands in the document
 */
export function RulesDocument({ name, title, about, label, part, columns, fields, start, make, empty, more }) {
  const held = useDocument(name);
  const [open, show] = useState(null);
  const [typed, type] = useState({});
  const close = () => show(null);
  const edit = (next) => { type(next.rule ? start(next.rule) : {}); show(next); };
  const after = (values) => {
    const list = [...held.data.rules[part]];
    if (open.remove) list.splice(open.at, 1);
    else if (open.to !== undefined) list.splice(open.to, 0, ...list.splice(open.at, 1));
    else list.splice(open.at, open.rule ? 1 : 0, make(values, open.rule));
    return { ...held.data.rules, [part]: list };
  };
  const send = async ({ reason, ...values }) => {
    try {
      return await held.save(after(values), reason);
    } catch (problem) {
      // What is wrong with this rule stands at its field.
      if (problem.field?.startsWith(`${part}[${open.at}].`)) problem.field = problem.field.slice(`${part}[${open.at}].`.length);
      throw problem;
    }
  };
  const menu = (rule, at, count) => [
    { label: t("action.edit"), icon: "pencil", run: () => edit({ rule, at }) },
    ...(at > 0 ? [{ label: t("rules.earlier"), icon: "up", run: () => edit({ rule, at, to: at - 1 }) }] : []),
    ...(at < count - 1 ? [{ label: t("rules.later"), icon: "down", run: () => edit({ rule, at, to: at + 1 }) }] : []),
    { label: t("rules.remove"), icon: "trash", tone: "danger", run: () => edit({ rule, at, remove: true }) },
  ];
  const moves = open && (open.remove || open.to !== undefined);
  const add = html`<${Button} look="primary" icon="plus" onClick=${() => edit({ at: held.data.rules[part].length })}>${label}<//>`;
  return html`<${DocumentPage} name=${name} title=${title} about=${about} held=${held} actions=${add}>${(rules) => html`
    ${rules[part].length === 0 ? html`<${Notice} icon="info">${empty}<//>` : html`<div class="card flush table-scroll" tabindex="0" role="region" aria-label=${title}><table class="levels stacks"><thead><tr><th scope="col">#</th>${columns.map((column) => html`<th scope="col">${column.label}</th>`)}<th><span class="unseen">${t("action.more")}</span></th></tr></thead>
      <tbody>${rules[part].map((rule, at) => html`<tr key=${rule.name}><td class="figures">${at + 1}</td>${columns.map((column) => html`<td data-label=${column.label}>${column.cell(rule)}</td>`)}
        <td>${mayEdit() && html`<${Menu} label=${t("thing.menu", { name: rule.name })} items=${menu(rule, at, rules[part].length)} small />`}</td></tr>`)}</tbody></table></div>`}
    ${more?.(rules, held)}
    ${open && html`<${Dialog} title=${open.remove ? `${t("rules.remove")} · ${open.rule.name}` : open.rule?.name ?? label} close=${close}>
      <${Form} fields=${[...(moves ? [] : fields(rules, typed)), reasonField()]} watch=${type} draft=${moves ? null : held.draft(open.at)} start=${open.rule && !moves ? start(open.rule) : {}} label=${open.remove ? t("rules.remove") : t("action.save")} look=${open.remove ? "danger" : "primary"}
        send=${send} done=${() => { close(); held.done(); }} cancel=${close} below=${(values) => html`<${OpenTrial} name=${name} rules=${after(moves ? {} : trimmed(fields(rules, typed), values))} />`} /><//>`}`}<//>`;
}
