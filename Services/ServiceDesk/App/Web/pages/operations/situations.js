/** Situations: alerts that have one cause. */
import { html } from "../../ui/preact.js";
import { ListPage } from "../../ui/list-page.js";
import { Severity } from "../../ui/badge.js";
import { columns, wordFilter } from "../work/shared.js";
import { t } from "../../text/text.js";

export default function Situations() {
  const severity = { name: "severity", label: t("alert.severity"), cell: (record) => html`<${Severity} value=${record.severity} bare />` };
  const cause = { name: "item", label: t("incident.cause.item"), hide: "medium", cell: (record) => html`<span class="one-line mono">${record.cause.ci?.name ?? html`<span class="muted">–</span>`}</span>` };
  const hurt = { name: "service", label: t("record.services"), hide: "medium", cell: (record) => html`<span class="one-line">${record.services.map((service) => service.name).join(", ") || html`<span class="muted">–</span>`}</span>` };
  const alerts = { name: "count", label: t("nav.alerts"), hide: "narrow", cell: (record) => html`<span class="figures" title=${t("situation.firing", { count: record.firing })}>${record.firing} / ${record.members}</span>` };
  return html`<${ListPage} kind="situation" title=${t("nav.situations")} about=${t("situations.about")} search
    filters=${[wordFilter("state", t("record.state"), "state", ["pending", "open", "cleared", "merged"]), wordFilter("severity", t("alert.severity"), "severity", ["critical", "major", "minor", "warning", "unknown"])]}
    sorts=${[{ value: "-openedAt", label: t("sort.newest") }, { value: "-severity", label: t("sort.severity") }]} standard="-openedAt"
    columns=${[severity, columns.number(), columns.summary(), cause, hurt, columns.state(), alerts, columns.time("openedAt", t("record.opened"))]}
    place=${(record) => `/operations/situations/${record.number}`}
    empty=${{ icon: "situation", title: t("situations.empty"), text: t("situations.empty.text") }} />`;
}
