/** One maintenance window. */
import { html } from "../../ui/preact.js";
import { Fact, Facts } from "../../ui/facts.js";
import { Impact } from "../../ui/badge.js";
import { Numbered, Time } from "../../ui/bits.js";
import { RecordPage } from "../../ui/record.js";
import { list, span } from "../../text/format.js";
import { t } from "../../text/text.js";

const Rail = ({ record }) => html`<${Facts} title=${t("record.facts")}>
  <${Fact} name=${t("kind.change")}><${Numbered} number=${record.change.number} /><//>
  <${Fact} name=${t("change.planned")}><span class="figures">${span(record.start, record.end)}</span><//>
  <${Fact} name=${t("change.items")} always>${record.scope.map((item) => html`<a class="mono" href=${`/operations/map?item=${encodeURIComponent(item.name ?? "")}`}>${item.name}</a>`)}<//>
  <${Fact} name=${t("window.opened")}>${record.openedAt && html`<${Time} value=${record.openedAt} exact />`}<//>
  <${Fact} name=${t("window.ended")}>${record.endedAt && html`<${Time} value=${record.endedAt} exact />`}<//>
<//>`;

export default function MaintenanceWindow({ number }) {
  const body = (record) => html`<section class="card flush"><h2 class="card-head">${t("window.muted")}</h2><ul class="lines">
    ${record.expectedImpact.map(({ service, impact }) => html`<li><span class="spring strong">${service.name ?? t("common.unnamed")}</span><${Impact} value=${impact} /></li>`)}
    ${record.expectedImpact.length === 0 && html`<li class="muted">${t("change.no-affected")}</li>`}</ul></section>`;
  return html`<${RecordPage} kind="window" number=${number} title=${(record) => (record.scope.length > 0 ? t("window.title", { items: list(record.scope.slice(0, 3).map((item) => item.name ?? t("common.unnamed"))) }) : record.number)} commands=${[]} trail=${{ href: "/operations/windows", label: t("nav.windows") }}
    head=${(record) => html`<span class="figures muted">${span(record.start, record.end)}</span>`} body=${body} rail=${(record) => html`<${Rail} record=${record} />`} />`;
}
