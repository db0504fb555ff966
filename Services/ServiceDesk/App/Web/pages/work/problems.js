/** All problems. */
import { html } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { ListPage } from "../../ui/list-page.js";
import { columns, openFilter, priorityFilter, wordFilter } from "./shared.js";
import { t } from "../../text/text.js";

const states = ["new", "assess", "root_cause_analysis", "fix_in_progress", "resolved", "risk_accepted", "closed", "cancelled"];

export default function Problems() {
  const incidents = { name: "count", label: t("nav.incidents"), hide: "narrow", cell: (record) => html`<span class="figures">${record.incidentCount}</span>` };
  return html`<${ListPage} kind="problem" title=${t("nav.problems")} search
    actions=${html`<${Button} icon="candidate" href="/work/candidates?state=raised">${t("nav.candidates")}<//>`}
    filters=${[openFilter(), wordFilter("state", t("record.state"), "state", states), priorityFilter()]}
    sorts=${[{ value: "-openedAt", label: t("sort.newest") }, { value: "priority", label: t("sort.priority") }, { value: "-incidentCount", label: t("sort.incidents") }]} standard="-openedAt"
    columns=${[columns.priority(), columns.number(), columns.summary(), columns.item(), columns.state(), incidents, columns.who(), columns.time("openedAt", t("record.opened"))]}
    place=${(record) => `/work/problems/${record.number}`}
    empty=${{ icon: "problem", title: t("problems.empty"), text: t("problems.empty.text") }} />`;
}
