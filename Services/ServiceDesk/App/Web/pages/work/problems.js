/** All problems. */
import { html } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { ListPage } from "../../ui/list-page.js";
import { columns, openFilter, priorityFilter, wordFilter } from "./shared.js";
import { problemCommands } from "./problem-commands.js";
import { problemViews } from "./standing-views.js";
import { useAll } from "../../services/names.js";
import { t } from "../../text/text.js";

const states = ["new", "assess", "root_cause_analysis", "fix_in_progress", "resolved", "risk_accepted", "closed", "cancelled"];

const manyAtOnce = ["assign", "prioritise", "assess", "cancel"];

export default function Problems() {
  const commands = problemCommands(useAll("person"), useAll("team"));
  const incidents = { name: "count", label: t("nav.incidents"), hide: "narrow", cell: (record) => html`<span class="figures">${record.incidentCount}</span>` };
  return html`<${ListPage} kind="problem" title=${t("nav.problems")} search root="/work/problems" views=${problemViews()} bulk=${manyAtOnce.map((name) => commands.find((command) => command.name === name))}
    actions=${html`<${Button} icon="candidate" href="/work/candidates?state=raised">${t("nav.candidates")}<//>`}
    filters=${[openFilter(), wordFilter("state", t("record.state"), "state", states), priorityFilter()]}
    sorts=${[{ value: "-openedAt", label: t("sort.newest") }, { value: "priority", label: t("sort.priority") }, { value: "-incidentCount", label: t("sort.incidents") }]} standard="-openedAt"
    columns=${[columns.priority(), columns.number(), columns.summary(), { ...columns.item(), spare: true }, { ...columns.state(), wide: true }, incidents, columns.who(), columns.time("openedAt", t("record.opened"))]}
    place=${(record) => `/work/problems/${record.number}`}
    empty=${{ icon: "problem", title: t("problems.empty"), text: t("problems.empty.text") }} />`;
}
