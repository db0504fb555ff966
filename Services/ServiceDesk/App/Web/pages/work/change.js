/** One change: what it touches, what it is allowed to hurt, and when. */
import { html, useState } from "../../ui/preact.js";
import { Dialog } from "../../ui/dialog.js";
import { Fact, Facts } from "../../ui/facts.js";
import { Failure, Skeleton } from "../../ui/standing.js";
import { Impact, State } from "../../ui/badge.js";
import { Person, Time } from "../../ui/bits.js";
import { Notice } from "../../ui/form.js";
import { Prose, RecordPage } from "../../ui/record.js";
import { useLoad } from "../../ui/load.js";
import { ChangeForm } from "./change-form.js";
import { changeCommands } from "./change-commands.js";
import { ask } from "../../services/records.js";
import { notify } from "../../shell/notices.js";
import { duration, span } from "../../text/format.js";
import { t, word } from "../../text/text.js";

/** Every service that needs the scope, with what is declared for it; what is not declared is in the way of scheduling. */
function Affected({ record }) {
  const { data, error, again } = useLoad(() => ask("change", record.number, "affected-services"), [record.number, record.version]);
  if (error) return html`<${Failure} error=${error} again=${again} />`;
  const open = data?.items.filter((item) => !item.declared).length ?? 0;
  return html`<section class="card flush"><h2 class="card-head">${t("change.affected")}</h2>
    ${!data && html`<${Skeleton} lines=${2} />`}
    ${open > 0 && record.state === "draft" && html`<div class="card-note"><${Notice} tone="warning" icon="alert">${t("change.undeclared", { count: open })}<//></div>`}
    <ul class="lines">${data?.items.map((item) => html`<li><span class="strong one-line">${item.service.name ?? t("common.unnamed")}</span><span class="muted small one-line spring">${t("change.through", { item: item.through })}</span>
      ${item.declared ? html`<${Impact} value=${item.declared} />` : html`<span class="muted">${t("change.not-declared")}</span>`}</li>`)}
      ${data?.items.length === 0 && html`<li class="muted">${t("change.no-affected")}</li>`}</ul></section>`;
}

const Rail = ({ record }) => html`<${Facts} title=${t("change.window")}>
    <${Fact} name=${t("change.planned")} always>${record.window && html`<span class="figures">${span(record.window.start, record.window.end)}</span><span class="small muted">${duration((new Date(record.window.end) - new Date(record.window.start)) / 1000)}</span>`}<//>
    <${Fact} name=${t("change.extended-to")}>${record.extendedTo && html`<${Time} value=${record.extendedTo} exact />`}<//>
    <${Fact} name=${t("nav.windows")}>${record.maintenanceWindows.map((window) => html`<span class="row"><a class="number" href=${`/operations/windows/${window.number}`}>${window.number}</a><${State} value=${window.state} bare /></span>`)}<//>
  <//>
  <${Facts} title=${t("change.scope")}>
    <${Fact} name=${t("change.items")} always>${record.scope.map((item) => html`<a href=${`/operations/map?item=${encodeURIComponent(item.name ?? item.id)}`}>${item.name ?? t("common.unnamed")}</a>`)}<//>
    <${Fact} name=${t("change.risk")}>${record.risk && html`<span class="breaks">${record.risk}</span>`}<//>
  <//>
  <${Facts} title=${t("incident.who")}>
    <${Fact} name=${t("record.requester")} always>${record.requester && html`<${Person} person=${record.requester} />`}<//>
    <${Fact} name=${t("record.assignee")} always><${Person} person=${record.assignee} /><//>
    <${Fact} name=${t("record.team")} always>${record.team?.name}<//>
  <//>
  <${Facts} title=${t("record.times")}>
    <${Fact} name=${t("change.drafted")}><${Time} value=${record.draftedAt} exact /><//>
    <${Fact} name=${t("change.started")}>${record.startedAt && html`<${Time} value=${record.startedAt} exact />`}<//>
    <${Fact} name=${t("change.ended")}>${record.endedAt && html`<${Time} value=${record.endedAt} exact />`}<//>
  <//>`;

export default function Change({ number }) {
  const [editing, edit] = useState(null);
  const extra = (record) => (record.state === "draft" ? [{ label: t("change.revise"), icon: "pencil", run: () => edit(record) }] : []);
  const saved = (put) => (next) => { edit(null); notify(t("command.done", { number: next.number, what: t("change.revise.done") })); put(next); };
  const body = (record, put) => html`
    ${record.description && html`<${Prose} text=${record.description} />`}
    ${record.outcome && html`<${Prose} title=${`${t("change.outcome")}: ${word("code", record.outcome)}`} text=${record.notes ?? ""} tone=${record.outcome.startsWith("successful") ? "ok" : "warning"} />`}
    ${record.cancelReason && html`<${Prose} title=${t("form.reason")} text=${record.cancelReason} />`}
    <${Affected} record=${record} />
    ${editing && html`<${Dialog} title=${`${t("change.revise")} · ${record.number}`} close=${() => edit(null)} wide><${ChangeForm} record=${editing} done=${saved(put)} cancel=${() => edit(null)} /><//>`}`;
  return html`<${RecordPage} kind="change" number=${number} commands=${changeCommands()} trail=${{ href: "/work/changes", label: t("nav.changes") }} extra=${extra}
    head=${(record) => html`<span>${word("change.type", record.type)}</span>${record.assignee && html`<${Person} person=${record.assignee} />`}`} body=${body} rail=${(record) => html`<${Rail} record=${record} />`} />`;
}
