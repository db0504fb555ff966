/** Tasks of requests: mine, my teams', all. */
import { html } from "../../ui/preact.js";
import { ListPage } from "../../ui/list-page.js";
import { Person } from "../../ui/bits.js";
import { Promised, RequestNumber } from "./request-bits.js";
import { TaskCommands } from "./request-tasks.js";
import { columns, openFilter, wordFilter } from "./shared.js";
import { taskViews } from "./standing-views.js";
import { choices, useAll } from "../../services/names.js";
import { t } from "../../text/text.js";

const ended = new Set(["done", "skipped", "failed"]);

export default function Tasks() {
  const teams = useAll("team");
  const names = new Map(teams.map((team) => [team.id.toLowerCase(), team.name]));
  const list = (rows) => [
    { name: "title", label: t("task.title"), grow: true, cell: (task) => html`<span class="one-line title">${task.title}</span>` },
    { name: "number", label: t("kind.request"), cell: (task) => html`<${RequestNumber} request=${task.request} />` },
    { name: "item", label: t("fulfil.item"), hide: "medium", cell: (task) => html`<span class="one-line">${task.request.item?.name ?? task.request.item}</span>` },
    columns.state(),
    { name: "team", label: t("record.team"), hide: "medium", spare: true, cell: (task) => html`<span class="one-line">${names.get(task.team?.toLowerCase()) ?? html`<span class="muted">–</span>`}</span>` },
    { name: "who", label: t("record.assignee"), hide: "medium", cell: (task) => html`<${Person} person=${task.assignee} />` },
    { name: "due", label: t("task.due"), hide: "narrow", cell: (task) => html`<${Promised} value=${task.dueAt} over=${ended.has(task.state)} />` },
    { name: "task", label: t("task.next"), cell: (task) => html`<${TaskCommands} task=${task} compact done=${() => rows.current?.()} />` },
  ];
  const rows = { current: null };
  return html`<${ListPage} kind="requestTask" title=${t("nav.tasks")} root="/work/tasks" views=${taskViews(teams)}
    filters=${[openFilter(), wordFilter("state", t("record.state"), "state", ["blocked", "open", "in_progress", "done", "skipped", "failed"]), { name: "team", label: t("record.team"), options: choices(teams) },
      { name: "mine", label: t("views.mine"), single: true, options: [{ value: "true", label: t("filter.yes") }] }, { name: "myTeams", label: t("views.my-teams"), single: true, options: [{ value: "true", label: t("filter.yes") }] },
      { name: "assignee", label: t("record.assignee"), options: [{ value: "none", label: t("common.nobody") }] }]}
    sorts=${[{ value: "dueAt", label: t("sort.promised") }]} standard="dueAt" columns=${list(rows)} keys=${(loaded) => { rows.current = loaded.again; return {}; }} place=${(task) => `/work/requests/${task.request.id}`}
    empty=${{ icon: "task", title: t("tasks.empty"), text: t("tasks.empty.text") }} />`;
}
