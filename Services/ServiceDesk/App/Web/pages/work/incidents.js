/** The incident queue. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { CommandDialog, possible } from "../../ui/commands.js";
import { ListPage } from "../../ui/list-page.js";
import { choices, useAll } from "../../services/names.js";
import { me, may } from "../../shell/session.js";
import { incidentColumns } from "./incident-columns.js";
import { incidentCommands } from "./incident-commands.js";
import { IncidentPreview } from "./incident-preview.js";
import { incidentViews } from "./standing-views.js";
import { t, word } from "../../text/text.js";

const states = ["new", "assigned", "in_progress", "on_hold", "resolved", "closed", "cancelled"];

const filters = (people, teams) => [
  { name: "open", label: t("filter.open"), single: true, options: [{ value: "true", label: t("filter.yes") }] },
  { name: "state", label: t("record.state"), options: states.map((value) => ({ value, label: word("state", value) })) },
  { name: "priority", label: t("record.priority"), options: [1, 2, 3, 4, 5].map((value) => ({ value: String(value), label: t(`priority.${value}`) })) },
  { name: "breached", label: t("clock.state.breached"), single: true, options: [{ value: "true", label: t("filter.yes") }, { value: "false", label: t("filter.no") }] },
  { name: "pingPong", label: t("hops.ping-pong"), single: true, options: [{ value: "true", label: t("filter.yes") }] },
  { name: "assignee", label: t("record.assignee"), options: [{ value: me().id, label: t("filter.me") }, { value: "none", label: t("common.nobody") }, ...choices(people).filter(({ value }) => value !== me().id)] },
  { name: "taskPerson", label: t("inctask.of"), options: choices(people) },
  { name: "team", label: t("record.team"), options: [...choices(teams), { value: "none", label: t("common.none") }] },
];

export const sorts = () => [
  { value: "priority", label: t("sort.priority") }, { value: "-openedAt", label: t("sort.newest") }, { value: "openedAt", label: t("sort.oldest") }, { value: "number", label: t("sort.number") },
];

/** What can be done with many incidents at once. */
const manyAtOnce = ["assign", "start-work", "resolve", "hold", "notes", "override-priority", "close", "cancel"];

export default function Incidents() {
  const [people, teams] = [useAll("person"), useAll("team")];
  const known = filters(people.filter((person) => person.roles?.includes("agent")), teams);
  const [dialog, show] = useState(null);
  const commands = incidentCommands(people, teams);
  const give = (name, rows) => (record) => {
    const command = possible(commands, record).find((one) => one.name === name);
    if (command) show({ record, command, rows });
  };
  const keys = (rows) => ({
    a: { label: t("incident.assign"), run: give("assign", rows) }, i: { label: t("talk.note"), run: give("notes", rows) },
    s: { label: t("incident.resolve"), run: give("resolve", rows) },
  });
  const put = (rows) => (next) => (next ? rows.put(next) : rows.again());
  const report = may("agent") && html`<${Button} icon="phone" href="/work/report">${t("report.title")}<//>`;
  return html`<${ListPage} kind="incident" title=${t("nav.incidents")} actions=${report} root="/work/incidents" views=${incidentViews(teams)} search
      filters=${known} sorts=${sorts()} standard="priority" columns=${incidentColumns()} place=${(record) => `/work/incidents/${record.number}`} keys=${keys}
      bulk=${manyAtOnce.map((name) => commands.find((command) => command.name === name)).filter(Boolean)}
      preview=${(record, rows) => html`<${IncidentPreview} record=${record} commands=${commands} done=${put(rows)} />`}
      empty=${{ icon: "check-circle", title: t("incidents.empty"), text: t("incidents.empty.text") }} />
    ${dialog && html`<${CommandDialog} kind="incident" record=${dialog.record} command=${dialog.command} close=${() => show(null)} done=${put(dialog.rows)} />`}`;
}
