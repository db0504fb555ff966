/** One incident. */
import { html, useState } from "../../ui/preact.js";
import { RecordPage, Prose } from "../../ui/record.js";
import { Priority } from "../../ui/badge.js";
import { Person, Time } from "../../ui/bits.js";
import { Why } from "../../ui/why.js";
import { ArticleFrom } from "./article-from.js";
import { MajorOf, ProposeMajor } from "./major-of.js";
import { Suggested } from "./suggested.js";
import { incidentCommands } from "./incident-commands.js";
import { IncidentPages } from "./incident-pages.js";
import { IncidentTasks } from "./incident-tasks.js";
import { IncidentRail } from "./incident-rail.js";
import { Similar } from "./incident-family.js";
import { categoryTexts, useRules } from "../../services/incident-rules.js";
import { useAll } from "../../services/names.js";
import { may } from "../../shell/session.js";
import { t, word } from "../../text/text.js";

/** What is known to help, above everything else that is in the body. */
const Workarounds = ({ record }) => record.workarounds.map((workaround) => html`<section class="card toned tone-ok">
  <h2>${t("incident.workaround")} · <a class="number" href=${`/work/known-errors/${workaround.number}`}>${workaround.number}</a></h2>
  <div class="breaks">${workaround.text}</div></section>`);

export default function Incident({ number }) {
  const [people, teams] = [useAll("person"), useAll("team")];
  const categories = categoryTexts(useRules("categories").data);
  const [teaching, teach] = useState(null);
  const [proposing, propose] = useState(null);
  const extra = (record) => [
    ...(!["resolved", "closed", "cancelled"].includes(record.state) ? [{ label: t("major.propose"), icon: "alert", run: () => propose(record) }] : []),
    ...(may("agent") && ["resolved", "closed"].includes(record.state) ? [{ label: t("article.from"), icon: "article", run: () => teach(record) }] : []),
  ];
  const head = (record) => html`<span class="row"><${Priority} value=${record.priority} bare=${false} /><${Why} kind="incident" number=${record.number} decision="priority" label=${t("why.priority")} /></span>
    <${Person} person=${record.assignee} /><span class="muted">${t("incident.opened")} <${Time} value=${record.openedAt} /></span>`;
  const body = (record, put) => html`
    <${MajorOf} incident=${record} />
    ${record.description && html`<${Prose} text=${record.description} />`}
    <${IncidentPages} record=${record} />
    <${Workarounds} record=${record} />
    <${IncidentTasks} record=${record} put=${put} people=${people} teams=${teams} />
    <${Similar} record=${record} put=${put} />
    ${record.resolutionNotes && html`<${Prose} title=${`${t("incident.resolution")} · ${word("code", record.resolutionCode)}`} text=${record.resolutionNotes} tone="ok" />`}`;
  return html`<${RecordPage} kind="incident" number=${number} commands=${incidentCommands(people, teams, categories).filter(({ name }) => name !== "notes")} trail=${{ href: "/work/incidents", label: t("nav.incidents") }}
      head=${head} body=${body} extra=${extra} rail=${(record) => html`<${IncidentRail} record=${record} />
        ${!["resolved", "closed", "cancelled"].includes(record.state) && html`<${Suggested} about=${{ kind: "incident", id: record.id }} text=${[record.summary, record.description].filter(Boolean).join("\n")} service=${record.services[0]?.id} quiet />`}`} />
    ${proposing && html`<${ProposeMajor} incident=${proposing} close=${() => propose(null)} />`}
    ${teaching && html`<${ArticleFrom} kind="incident" record=${teaching} close=${() => teach(null)} />`}`;
}
