/** The incident queue. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { CommandDialog, possible } from "../../ui/commands.js";
import { Filters, filterQuery } from "../../ui/filters.js";
import { List } from "../../ui/list.js";
import { Page } from "../../ui/page.js";
import { useRows } from "../../ui/list-data.js";
import { choices, useAll } from "../../services/names.js";
import { me, may } from "../../shell/session.js";
import { useAddress } from "../../shell/router.js";
import { incidentColumns } from "./incident-columns.js";
import { incidentCommands } from "./incident-commands.js";
import { IncidentPreview } from "./incident-preview.js";
import { Views } from "./views.js";
import { t, word } from "../../text/text.js";

const states = ["new", "assigned", "in_progress", "on_hold", "resolved", "closed", "cancelled"];

const filters = (people, teams) => [
  { name: "open", label: t("filter.open"), single: true, options: [{ value: "true", label: t("filter.yes") }] },
  { name: "state", label: t("record.state"), options: states.map((value) => ({ value, label: word("state", value) })) },
  { name: "priority", label: t("record.priority"), options: [1, 2, 3, 4, 5].map((value) => ({ value: String(value), label: t(`priority.${value}`) })) },
  { name: "assignee", label: t("record.assignee"), options: [{ value: me().id, label: t("filter.me") }, { value: "none", label: t("common.nobody") }, ...choices(people).filter(({ value }) => value !== me().id)] },
  { name: "team", label: t("record.team"), options: [...choices(teams), { value: "none", label: t("common.none") }] },
];

export const sorts = () => [
  { value: "priority", label: t("sort.priority") }, { value: "-openedAt", label: t("sort.newest") }, { value: "openedAt", label: t("sort.oldest") }, { value: "number", label: t("sort.number") },
];

export default function Incidents() {
  const { query } = useAddress();
  const [people, teams] = [useAll("person"), useAll("team")];
  const known = filters(people.filter((person) => person.roles?.includes("agent")), teams);
  const asked = filterQuery(query, known);
  const rows = useRows("incident", { ...asked, sort: asked.sort ?? "priority" });
  const [dialog, show] = useState(null);
  const commands = incidentCommands(people, teams);
  const give = (name) => (record) => {
    const command = possible(commands, record).find((one) => one.name === name);
    if (command) show({ record, command });
  };
  const keys = { a: { label: t("incident.assign"), run: give("assign") }, i: { label: t("incident.note"), run: give("notes") }, s: { label: t("incident.resolve"), run: give("resolve") } };
  const report = may("agent") && html`<${Button} icon="phone" href="/work/report">${t("report.title")}<//>`;
  return html`<${Page} title=${t("nav.incidents")} actions=${report} fills>
    <div class="queue">
      <${Views} teams=${teams} query=${query} />
      <div class="queue-main">
        <${Filters} filters=${known} query=${query} search sorts=${sorts()} standard="priority" />
        <${List} rows=${rows} columns=${incidentColumns()} label=${t("nav.incidents")} place=${(record) => `/work/incidents/${record.number}`} keys=${keys}
          preview=${(record) => html`<${IncidentPreview} record=${record} commands=${commands} done=${(next) => (next ? rows.put(next) : rows.again())} />`}
          empty=${{ icon: "check-circle", title: t("incidents.empty"), text: t("incidents.empty.text") }} />
      </div>
    </div>
    ${dialog && html`<${CommandDialog} kind="incident" ...${dialog} close=${() => show(null)} done=${(next) => (next ? rows.put(next) : rows.again())} />`}
  <//>`;
}
