/** The facts of an incident, in the order of the questions: what is hurt, why, who has it, what helps. */
import { html } from "../../ui/preact.js";
import { Fact, Facts } from "../../ui/facts.js";
import { Health, Priority } from "../../ui/badge.js";
import { Numbered, Person, Time } from "../../ui/bits.js";
import { Why } from "../../ui/why.js";
import { ClockFacts } from "./clocks.js";
import { ClassFacts, FamilyFacts } from "./incident-family.js";
import { useLoad, useSettled } from "../../ui/load.js";
import { read } from "../../services/records.js";
import { useLive } from "../../shell/live.js";
import { t, word } from "../../text/text.js";

/** A service with its health now; quiet when that is not known. */
export function ServiceNow({ service }) {
  const health = useLoad(() => read("health", service.id).catch(() => null), [service.id]);
  const renew = useSettled(health.again, 500);
  useLive("service-health", (hint) => (!hint.id || hint.id.toLowerCase() === service.id.toLowerCase()) && renew());
  return html`<span class="row wraps"><a href=${`/operations/health/${service.id}`}>${service.name ?? t("common.unnamed")}</a>${health.data && html`<${Health} value=${health.data.health} />`}</span>`;
}

/** A problem given by its id alone. */
function ProblemLink({ id }) {
  const { data } = useLoad(() => read("problem", id).catch(() => null), [id]);
  return data ? html`<span class="stack tight"><${Numbered} number=${data.number} /><span class="small">${data.summary}</span></span>` : html`<span class="muted">…</span>`;
}

function ChangeLink({ id }) {
  const { data } = useLoad(() => read("change", id).catch(() => null), [id]);
  return data ? html`<span class="stack tight"><${Numbered} number=${data.number} /><span class="small">${data.summary}</span></span>` : html`<span class="muted">…</span>`;
}

export function IncidentRail({ record }) {
  return html`<${Facts} title=${t("incident.hurt")}>
      <${Fact} name=${t("record.services")} always>${record.services.map((service) => html`<${ServiceNow} key=${service.id} service=${service} />`)}<//>
      <${Fact} name=${t("record.priority")}><span class="row"><${Priority} value=${record.priority} /><${Why} kind="incident" number=${record.number} decision="priority" label=${t("why.priority")} /></span>
        ${record.computedPriority && record.computedPriority !== record.priority && html`<span class="small muted">${t("incident.overridden", { computed: t(`priority.${record.computedPriority}`) })}</span>`}<//>
      <${Fact} name=${t("incident.affected")}>${record.affectedCount > 0 && String(record.affectedCount)}<//>
      <${Fact} name=${t("incident.firing")} always><span class="row"><span class="figures">${record.firingAlerts}</span>${record.situation && html`<a class="small" href=${`/operations/situations/${record.situation.number}`}>${t("incident.show-alerts")}</a>`}</span><//>
    <//>
    <${ClockFacts} record=${record} />
    <${Facts} title=${t("incident.cause")}>
      <${Fact} name=${t("incident.cause.item")} always>${record.cause && html`<span class="strong breaks">${record.cause.name}</span><span class="small muted" lang="en">${record.cause.because}</span>`}<//>
      <${Fact} name=${t("kind.situation")}>${record.situation && html`<${Numbered} number=${record.situation.number} />`}<//>
      <${Fact} name=${t("kind.problem")}>${record.problem && html`<${ProblemLink} id=${record.problem} />`}<//>
      <${Fact} name=${t("kind.change")}>${record.change && html`<${ChangeLink} id=${record.change} />`}<//>
    <//>
    <${ClassFacts} record=${record} />
    <${FamilyFacts} record=${record} />
    <${Facts} title=${t("incident.who")}>
      <${Fact} name=${t("record.assignee")} always><${Person} person=${record.assignee} /><//>
      <${Fact} name=${t("record.team")} always><span class="row">${record.team?.name ?? html`<span class="muted">${t("common.none")}</span>`}${record.team && html`<${Why} kind="incident" number=${record.number} fact="assigned" label=${t("why.assignment")} />`}</span><//>
      <${Fact} name=${t("record.requester")}>${record.requester && html`<${Person} person=${record.requester} />`}<//>
    <//>
    <${Facts} title=${t("record.times")}>
      <${Fact} name=${t("record.opened")}><${Time} value=${record.openedAt} exact /><//>
      <${Fact} name=${t("incident.broken-since")}>${record.brokenSince && html`<${Time} value=${record.brokenSince} exact />`}<//>
      <${Fact} name=${t("incident.acknowledged")}>${record.acknowledgedAt && html`<${Time} value=${record.acknowledgedAt} exact />`}<//>
      <${Fact} name=${t("incident.hold.until")}>${record.holdUntil && html`<${Time} value=${record.holdUntil} exact />`}<//>
      <${Fact} name=${t("incident.hold.reason")}>${record.holdReason && word("hold", record.holdReason)}<//>
      <${Fact} name=${t("record.resolved")}>${record.resolvedAt && html`<${Time} value=${record.resolvedAt} exact />`}<//>
      <${Fact} name=${t("record.closed")}>${record.closedAt && html`<${Time} value=${record.closedAt} exact />`}<//>
      <${Fact} name=${t("incident.reopened")}>${record.reopenCount > 0 && String(record.reopenCount)}<//>
    <//>`;
}
