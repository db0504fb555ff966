/** Reports and requests that come again by the calendar. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { Empty, Failure, Skeleton, sentence } from "../../ui/standing.js";
import { Menu } from "../../ui/popover.js";
import { Page } from "../../ui/page.js";
import { RecurringForm } from "./recurring-form.js";
import { State } from "../../ui/badge.js";
import { Time } from "../../ui/bits.js";
import { useLoad } from "../../ui/load.js";
import { moveRecurring, recurringRecords } from "../../services/recurring.js";
import { ruleInWords } from "./recurrence.js";
import { can } from "../../shell/session.js";
import { notify } from "../../shell/notices.js";
import { t } from "../../text/text.js";

const [pause, resume, end] = [["pause", "recurring.pause", "pause"], ["resume", "recurring.resume", "play"], ["end", "recurring.end", "stop"]];
const moves = { active: [pause, end], paused: [resume, end], ended: [] };

function Line({ record, edit, move }) {
  const { lastOpened: last } = record;
  const able = can("templates.manage", "agent", "manager", "administrator");
  const items = [
    ...(record.state === "ended" ? [] : [{ label: t("action.edit"), icon: "pencil", run: () => edit(record) }]),
    ...moves[record.state].map(([what, name, icon]) => ({ label: t(name), icon, run: () => move(record, what) })),
  ];
  return html`<li><div class="stack tight spring"><span class="strong one-line" dir="auto">${record.name}</span>
      <span class="small muted">${t(record.request ? "recurring.request" : "recurring.report")} · ${ruleInWords(record.rule)}</span>
      ${last && html`<a class="small" href=${`/records/${last.kind}/${last.record}`}>${t("recurring.last")} <${Time} value=${last.at} exact /></a>`}</div>
    ${record.next[0] && html`<span class="small">${t("recurring.next")} <${Time} value=${record.next[0]} exact /></span>`}
    <${State} value=${record.state} />
    ${able && items.length > 0 && html`<${Menu} label=${t("thing.menu", { name: record.name })} items=${items} small />`}</li>`;
}

export default function Recurring() {
  const { data, error, again } = useLoad(recurringRecords, []);
  const [editing, edit] = useState(null);
  const move = (record, what) => moveRecurring(record, what).catch((problem) => notify(sentence(problem), { tone: "critical" })).then(again);
  const done = (next) => { edit(null); notify(t("thing.saved", { name: next.name })); again(); };
  const create = (look) => can("templates.manage", "agent", "manager", "administrator") && html`<${Button} look=${look} icon="plus" onClick=${() => edit({})}>${t("recurring.new")}<//>`;
  return html`<${Page} title=${t("nav.recurring")} about=${t("administration.recurring")} actions=${create("primary")} trail=${{ href: "/administration", label: t("nav.administration") }}>
    ${error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<div class="card flush"><${Skeleton} lines=${5} /></div>`
      : data.length === 0 ? html`<${Empty} icon="history" title=${t("recurring.empty")} action=${create()}>${t("recurring.empty.text")}<//>`
      : html`<section class="card flush"><ul class="lines roomy">${data.map((record) => html`<${Line} key=${record.id} record=${record} edit=${edit} move=${move} />`)}</ul></section>`}
    ${editing && html`<${Dialog} title=${editing.id ? `${t("action.edit")} · ${editing.name}` : t("recurring.new")} close=${() => edit(null)} wide><${RecurringForm} record=${editing} close=${() => edit(null)} done=${done} /><//>`}
  <//>`;
}
