/** The work within an incident: who does what until when, what came of it, and more of it. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { Form } from "../../ui/form.js";
import { Menu } from "../../ui/popover.js";
import { Person } from "../../ui/bits.js";
import { State } from "../../ui/badge.js";
import { Promised } from "./request-bits.js";
import { useAsked } from "./incident-family.js";
import { choices } from "../../services/names.js";
import { command } from "../../services/records.js";
import { notify } from "../../shell/notices.js";
import { localInput } from "../../text/format.js";
import { t } from "../../text/text.js";

const given = (people, teams) => [
  { name: "person", label: t("record.person"), kind: "choice", options: choices(people) },
  { name: "team", label: t("record.team"), kind: "choice", options: choices(teams) },
  { name: "due", label: t("task.due"), kind: "time" },
];
const actions = (people, teams) => ({
  add: { label: t("inctask.add"), done: t("inctask.added"), fields: [{ name: "title", label: t("task.title"), required: true, longest: 200, hint: t("inctask.hint") }, ...given(people, teams)] },
  finish: { label: t("task.finish"), done: t("inctask.done"), icon: "check", fields: [{ name: "note", label: t("fulfil.note"), kind: "area", longest: 4000 }] },
  give: { label: t("incident.assign"), done: t("incident.assign.done"), icon: "person", fields: given(people, teams), start: (task) => ({ person: task.person?.id, team: task.team?.id, due: task.due && localInput(task.due) }) },
  drop: { label: t("inctask.drop"), done: t("inctask.dropped"), icon: "stop", look: "danger", fields: [{ name: "reason", label: t("form.reason"), kind: "area", required: true, longest: 4000 }] },
});

/** Shown where there is work; `put` gets the incident as it is after a change. */
export function IncidentTasks({ record, put, people, teams }) {
  const tasks = useAsked(record, "tasks")?.tasks ?? [];
  const [open, show] = useState(null);
  const known = actions(people.filter((person) => person.roles?.includes("agent")), teams);
  const mayAdd = !["closed", "cancelled"].includes(record.state);
  if (tasks.length === 0 && !mayAdd) return null;
  const left = tasks.filter(({ state }) => state === "open").length;
  const send = (values, key) => command("incident", record.number, open.task ? `tasks/${open.task.id}/${open.name}` : "tasks", values, record.version, key);
  const finish = (answer) => { notify(t("command.done", { number: open.task?.title ?? record.number, what: known[open.name].done })); show(null); put(answer); };
  const action = open && known[open.name];
  return html`<section class="card flush"><h2 class="card-head">${t("fulfil.tasks")} ${tasks.length > 0 && html`<span class="count">${tasks.length - left}/${tasks.length}</span>`}<span class="spring" />
      ${mayAdd && html`<${Button} small icon="plus" onClick=${() => show({ name: "add" })}>${t("inctask.add")}<//>`}</h2>
    ${tasks.length > 0 && html`<ol class="lines">${tasks.map((task) => html`<${Line} key=${task.id} task=${task} act=${(name) => show({ name, task })} known=${known} ended=${record.state === "cancelled"} />`)}</ol>`}
    ${open && html`<${Dialog} title=${open.task ? `${action.label} · ${open.task.title}` : action.label} close=${() => show(null)}><${Form} fields=${action.fields} draft=${`inctask.${open.task?.id ?? record.id}.${open.name}`} start=${open.task && action.start?.(open.task)}
      label=${action.label} look=${action.look ?? "primary"} send=${send} done=${finish} cancel=${() => show(null)} /><//>`}</section>`;
}

function Line({ task, act, known, ended }) {
  const more = ["give", "drop"].map((name) => ({ label: known[name].label, icon: known[name].icon, tone: known[name].look, run: () => act(name) }));
  return html`<li class="wraps"><span class="stack tight spring"><span class="strong breaks">${task.title}</span>
      ${(task.team || task.note) && html`<span class="small muted breaks">${[task.team?.name, task.note].filter(Boolean).join(" · ")}</span>`}</span>
    ${task.person && html`<${Person} person=${task.person} />`}
    ${task.state === "open" && task.due && html`<span class="small">${t("task.due")} <${Promised} value=${task.due} /></span>`}
    <${State} value=${task.state} />
    ${task.state === "open" && !ended && html`<span class="row"><${Button} small icon="check" onClick=${() => act("finish")}>${t("task.finish")}<//><${Menu} label=${t("task.more", { name: task.title })} small items=${more} /></span>`}</li>`;
}
