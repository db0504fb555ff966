/** Trouble of one's own: how far it has come, what was said, whether it is good now. */
import { html } from "../../ui/preact.js";
import { Fact, Facts } from "../../ui/facts.js";
import { Failure, Skeleton } from "../../ui/standing.js";
import { Page } from "../../ui/page.js";
import { Prose } from "../../ui/record.js";
import { State } from "../../ui/badge.js";
import { Promises } from "./promises.js";
import { Talk } from "./talk.js";
import { Time } from "../../ui/bits.js";
import { Tracker } from "../../ui/tracker.js";
import { Confirm, JustMade, useOwn } from "./own.js";
import { confirmIncident, reopenIncident } from "../../services/portal.js";
import { read } from "../../services/records.js";
import { notify } from "../../shell/notices.js";
import { list } from "../../text/format.js";
import { has, t } from "../../text/text.js";

const places = { new: 0, assigned: 1, in_progress: 2, on_hold: 2, resolved: 3, closed: 4, cancelled: 0 };

const Progress = ({ record }) => {
  const waiting = record.state === "on_hold" ? (has(`hold.${record.holdReason}`) ? t(`hold.${record.holdReason}`) : t("state.on_hold")) : undefined;
  const steps = [
    { label: t("incident.step.reported"), about: html`<${Time} value=${record.openedAt} exact />` },
    { label: t("incident.step.team"), about: record.team?.name },
    { label: t("incident.step.work"), about: waiting },
    { label: t("incident.step.solved"), about: record.resolvedAt && html`<${Time} value=${record.resolvedAt} exact />` },
  ];
  return html`<${Tracker} steps=${steps} at=${places[record.state] ?? 0} stopped=${record.state === "cancelled"} />`;
};

export function MyIncident({ id }) {
  const { data: record, error, again, soon } = useOwn((key, signal) => read("incident", key, signal), "incident", id);
  if (error) return html`<${Failure} error=${error} again=${again} />`;
  if (!record) return html`<div class="page narrow"><${Skeleton} lines=${6} /></div>`;
  const about = html`<span class="record-line"><span class="number">${record.number}</span><${State} value=${record.state} /></span>`;
  const decided = (text) => () => { notify(text); soon(); };
  return html`<${Page} title=${record.summary} about=${about} trail=${{ href: "/portal/mine", label: t("nav.mine") }} narrow>
    <div class="portal stack wide">
      <${JustMade}><strong>${t("trouble.thanks")}</strong><div>${t("trouble.thanks.text")}</div><//>
      ${record.state === "resolved" && html`<${Confirm} title=${t("incident.confirm")} text=${t("incident.confirm.text")} yes=${t("incident.confirm.yes")} no=${t("incident.confirm.no")}
        confirm=${() => confirmIncident(record.id)} reopen=${(reason, key) => reopenIncident(record.id, reason, key)} done=${decided(t("own.thanks"))} />`}
      <section class="card"><${Progress} record=${record} /></section>
      <${Promises} record=${record} />
      ${record.resolutionNotes && html`<${Prose} title=${t("incident.resolution")} text=${record.resolutionNotes} tone="ok" />`}
      <${Talk} kind="incident" id=${record.id} said=${soon} />
      ${(record.description || record.services.length > 0) && html`<section class="card stack">${record.description && html`<div class="stack tight"><h2>${t("report.description")}</h2><div class="breaks" dir="auto">${record.description}</div></div>`}
        ${record.services.length > 0 && html`<${Facts}><${Fact} name=${t("record.services")}>${list(record.services.map((service) => service.name ?? t("common.unnamed")))}<//><//>`}</section>`}
    </div>
  <//>`;
}
