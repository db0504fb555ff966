/** What can be done with a record now: one command stands out, the rest is in a menu; a lost race is a choice. */
import { html, useRef, useState } from "./preact.js";
import { Button } from "./button.js";
import { Dialog } from "./dialog.js";
import { Form, Notice } from "./form.js";
import { Menu } from "./popover.js";
import { sentence } from "./standing.js";
import { command as obey, keyOf } from "../services/records.js";
import { notify } from "../shell/notices.js";
import { useKeys } from "../shell/shortcuts.js";
import { may } from "../shell/session.js";
import { list } from "../text/format.js";
import { t, word } from "../text/text.js";

/**
 * @typedef {{name: string, label: string, done: string, icon?: string, key?: string, tone?: string, states: string[], primary?: string[],
 *   roles?: string[], fields?: import("./field.js").FieldShape[] | ((record: any) => any[]), start?: (record: any) => object,
 *   body?: (values: any, record: any) => object, says?: string}} Command
 *   `below`: what stands under the fields, from the record and what is typed; `primary`: the states in which it is the one that stands out; `says`: the consequence, shown before it is done
 */

/** The commands this person may give to this record in its state. */
export const possible = (commands, record) =>
  commands.filter((command) => command.states.includes(record.state) && (!command.roles || may(...command.roles)) && (command.when?.(record) ?? true));

/** @param {{kind: string, record: any, commands: Command[], done: (record: any) => void, extra?: object[]}} props */
export function Commands({ kind, record, commands, done, extra = [], keys = true }) {
  const [open, show] = useState(null);
  const able = possible(commands, record);
  const first = able.find((command) => command.primary?.includes(record.state));
  const give = (command) => (command.fields ? show({ command }) : act(kind, record, command, done, (error) => show({ command, error })));
  useKeys(keys ? Object.fromEntries(able.filter(({ key }) => key).map((command) => [command.key, { label: command.label, run: () => give(command) }])) : {});
  const rest = able.filter((command) => command !== first).map((command) => ({ label: command.label, icon: command.icon, key: command.key, tone: command.tone, run: () => give(command) }));
  return html`${first && html`<${Button} look="primary" icon=${first.icon} onClick=${() => give(first)}>${first.label}<//>`}
    ${(rest.length > 0 || extra.length > 0) && html`<${Menu} label=${t("action.more")} text=${t("action.more")} icon="down" look="" items=${[...rest, ...extra]} />`}
    ${open && html`<${CommandDialog} kind=${kind} record=${record} command=${open.command} failed=${open.error} close=${() => show(null)} done=${done} />`}`;
}

async function act(kind, record, command, done, failed) {
  try {
    const next = await obey(kind, keyOf(kind, record), command.name, command.body?.({}, record), record.version);
    notify(t("command.done", { number: record.number ?? record.name ?? "", what: command.done }));
    done(next);
  } catch (error) {
    if (error.status === 412) failed(error);
    else notify(sentence(error), { tone: "critical" });
  }
}

/** @param {{kind: string, record: any, command: Command, failed?: any, close: Function, done: Function}} props */
export function CommandDialog({ kind, record, command, failed, close, done }) {
  const version = useRef(record.version);
  const fields = typeof command.fields === "function" ? command.fields(record) : command.fields ?? [];
  const send = (values, key) => obey(kind, keyOf(kind, record), command.name, command.body ? command.body(values, record) : values, version.current, key);
  const finish = (next) => {
    close();
    notify(t("command.done", { number: record.number ?? record.name ?? "", what: command.done }));
    done(next);
  };
  const conflict = (error, again) => html`<${Conflict} error=${error}
    mine=${() => { version.current = error.problem.current; again(); }} theirs=${() => { close(); done(null); }} />`;
  const inside = failed
    ? conflict(failed, () => act(kind, { ...record, version: version.current }, command, (next) => { close(); done(next); }, () => {}))
    : html`<${Form} fields=${fields} draft=${`${kind}.${record.id}.${command.name}`} start=${command.start?.(record)} label=${command.label}
        look=${command.tone === "danger" ? "danger" : "primary"} send=${send} done=${finish} cancel=${close} conflict=${conflict} below=${command.below && ((values, set) => command.below(record, values, set))}>
        ${command.says && html`<p class="muted">${command.says}</p>`}<//>`;
  return html`<${Dialog} title=${`${command.label} · ${record.number ?? record.name ?? ""}`} close=${close}>${inside}<//>`;
}

/** Somebody else was first: what they did, and the choice. Nothing typed is lost either way. */
function Conflict({ error, mine, theirs }) {
  const facts = (error.problem.since ?? []).map((fact) => word("fact", fact));
  return html`<${Notice} tone="warning" icon="people">
    <strong>${t("conflict.title")}</strong>
    ${facts.length > 0 && html`<span>${t("conflict.since", { facts: list(facts) })}</span>`}
    <span>${t("conflict.kept")}</span>
    <span class="row wraps"><${Button} small look="primary" onClick=${mine}>${t("conflict.mine")}<//><${Button} small onClick=${theirs}>${t("conflict.theirs")}<//></span>
  <//>`;
}
