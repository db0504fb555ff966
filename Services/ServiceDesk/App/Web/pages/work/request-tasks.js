/** The tasks of one request, in their order: what may begin, what waits, what is done. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { Form } from "../../ui/form.js";
import { Menu } from "../../ui/popover.js";
import { Person } from "../../ui/bits.js";
import { State } from "../../ui/badge.js";
import { sentence } from "../../ui/standing.js";
import { choices, useAll } from "../../services/names.js";
import { command } from "../../services/records.js";
import { me } from "../../shell/session.js";
import { notify } from "../../shell/notices.js";
import { t } from "../../text/text.js";

const reason = () => [{ name: "reason", label: t("form.reason"), kind: "area", required: true, longest: 4000 }];

/** What can be done with a task in its state. */
export const taskActions = (task, people = [], teams = []) => [
  { name: "start", label: t("task.start"), icon: "play", states: ["open"], primary: true },
  { name: "finish", label: t("task.finish"), icon: "check", states: ["in_progress"], primary: true, fields: [{ name: "note", label: t("fulfil.note"), kind: "area", longest: 4000 }] },
  { name: "retry", label: t("task.retry"), icon: "refresh", states: ["failed"], primary: true },
  { name: "assign", label: t("incident.assign"), icon: "person", states: ["open", "in_progress", "blocked"], start: { team: task.team, assignee: task.assignee?.id ?? me().id },
    fields: [{ name: "team", label: t("record.team"), kind: "choice", options: choices(teams) }, { name: "assignee", label: t("record.person"), kind: "choice", options: choices(people) }] },
  { name: "skip", label: t("task.skip"), icon: "right", states: ["open", "in_progress"], fields: reason(), unless: task.mandatory },
  { name: "fail", label: t("task.fail"), icon: "alert", tone: "danger", states: ["open", "in_progress"], fields: reason() },
].filter((action) => action.states.includes(task.state) && !action.unless);

/** The buttons of a task; `done` gets the request as it is now. */
export function TaskCommands({ task, done, compact }) {
  const [open, show] = useState(null);
  const actions = taskActions(task, useAll("person"), useAll("team"));
  const send = (action, values, key) => command("requestTask", task.id, action.name, values, undefined, key);
  const finish = (answer) => { show(null); notify(t("command.done", { number: task.title, what: t("task.done") })); done(answer); };
  const act = (action) => (action.fields ? show(action) : send(action, {}).then(finish, (error) => notify(sentence(error), { tone: "critical" })));
  const first = actions.find((action) => action.primary);
  const rest = actions.filter((action) => action !== first).map((action) => ({ label: action.label, icon: action.icon, tone: action.tone, run: () => act(action) }));
  return html`<span class="row">${first && html`<${Button} small icon=${first.icon} onClick=${() => act(first)}>${first.label}<//>`}
    ${rest.length > 0 && !compact && html`<${Menu} label=${t("task.more", { name: task.title })} small items=${rest} />`}
    ${open && html`<${Dialog} title=${`${open.label} · ${task.title}`} close=${() => show(null)}><${Form} fields=${open.fields} draft=${`task.${task.id}.${open.name}`} start=${open.start} label=${open.label} look=${open.tone === "danger" ? "danger" : "primary"}
      send=${(values, key) => send(open, values, key)} done=${finish} cancel=${() => show(null)} /><//>`}</span>`;
}

export function Tasks({ record, put }) {
  const teams = new Map(useAll("team").map((team) => [team.id.toLowerCase(), team.name]));
  const titles = new Map(record.tasks.map((task) => [task.key, task.title]));
  return html`<section class="card flush"><h2 class="card-head">${t("fulfil.tasks")} <span class="count">${record.tasks.filter(({ state }) => state === "done" || state === "skipped").length}/${record.tasks.length}</span></h2>
    <ol class="lines">${record.tasks.map((task) => html`<li class="wraps"><span class="stack tight spring"><span class="strong">${task.title}${!task.mandatory && html` <span class="small muted">(${t("form.optional")})</span>`}</span>
      <span class="small muted">${[task.team && teams.get(task.team.toLowerCase()), task.state === "blocked" && task.after.length > 0 && t("task.after", { tasks: task.after.map((key) => titles.get(key) ?? key).join(", ") }), task.note].filter(Boolean).join(" · ")}</span></span>
      ${task.assignee && html`<${Person} person=${task.assignee} />`}<${State} value=${task.state} /><${TaskCommands} task=${task} done=${put} /></li>`)}
      ${record.tasks.length === 0 && html`<li class="muted">${t("fulfil.no-tasks")}</li>`}</ol></section>`;
}
