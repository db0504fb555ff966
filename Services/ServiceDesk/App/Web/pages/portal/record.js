/** What became of something this person reported. */
import { html } from "../../ui/preact.js";
import { Fact, Facts } from "../../ui/facts.js";
import { Failure, Skeleton } from "../../ui/standing.js";
import { Page } from "../../ui/page.js";
import { Prose } from "../../ui/record.js";
import { State } from "../../ui/badge.js";
import { Time } from "../../ui/bits.js";
import { useLoad, useSettled } from "../../ui/load.js";
import { read } from "../../services/records.js";
import { useLive } from "../../shell/live.js";
import { list } from "../../text/format.js";
import { t } from "../../text/text.js";

export default function MyRecord({ number }) {
  const { data: record, error, again } = useLoad(() => read("incident", number), [number]);
  const renew = useSettled(again, 400);
  useLive("incident", renew);
  if (error) return html`<${Failure} error=${error} again=${again} />`;
  if (!record) return html`<div class="page narrow"><${Skeleton} lines=${5} /></div>`;
  const about = html`<span class="record-line"><span class="number">${record.number}</span><${State} value=${record.state} /></span>`;
  return html`<${Page} title=${record.summary} about=${about} trail=${{ href: "/portal", label: t("nav.home") }} narrow>
    <div class="portal stack wide">
      ${record.resolutionNotes && html`<${Prose} title=${t("incident.resolution")} text=${record.resolutionNotes} tone="ok" />`}
      ${record.description && html`<${Prose} title=${t("report.description")} text=${record.description} />`}
      <section class="card"><${Facts}>
        <${Fact} name=${t("record.services")}>${record.services.length > 0 && list(record.services.map((service) => service.name ?? t("common.unnamed")))}<//>
        <${Fact} name=${t("record.team")}>${record.team?.name}<//>
        <${Fact} name=${t("record.opened")}><${Time} value=${record.openedAt} exact /><//>
        <${Fact} name=${t("record.resolved")}>${record.resolvedAt && html`<${Time} value=${record.resolvedAt} exact />`}<//>
      <//></section>
    </div>
  <//>`;
}
