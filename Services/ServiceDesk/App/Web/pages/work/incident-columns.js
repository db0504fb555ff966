/** The columns of lists of incidents. */
import { html } from "../../ui/preact.js";
import { Priority, State } from "../../ui/badge.js";
import { Person, Time } from "../../ui/bits.js";
import { Due } from "./clocks.js";
import { number } from "../../text/format.js";
import { t } from "../../text/text.js";

export const serviceNames = (record) => record.services.map((service) => service.name ?? t("common.unnamed")).join(", ");

export const incidentColumns = () => [
  { name: "priority", label: t("record.priority"), cell: (record) => html`<${Priority} value=${record.priority} />` },
  { name: "number", label: t("record.number"), cell: (record) => html`<a class="number" href=${`/work/incidents/${record.number}`}>${record.number}</a>` },
  { name: "title", label: t("record.summary"), grow: true, cell: (record) => html`<span class="one-line title">${record.summary}</span>` },
  { name: "service", label: t("record.service"), hide: "medium", cell: (record) => html`<span class="one-line">${serviceNames(record) || html`<span class="muted">–</span>`}</span>` },
  { name: "state", label: t("record.state"), cell: (record) => html`<${State} value=${record.state} bare />` },
  { name: "due", label: t("clock.due"), hide: "medium", cell: (record) => html`<${Due} record=${record} />` },
  { name: "who", label: t("record.assignee"), hide: "medium", cell: (record) => (record.assignee ? html`<${Person} person=${record.assignee} />` : html`<span class="muted one-line">${record.team?.name ?? t("common.nobody")}</span>`) },
  { name: "cost", label: t("cost.so-far"), hide: "medium", spare: true, cell: (record) => html`<span class="figures">${record.cost?.lost >= 1 ? number(Math.round(record.cost.lost)) : html`<span class="muted">–</span>`}</span>` },
  { name: "category", label: t("class.category"), hide: "medium", spare: true, cell: (record) => html`<span class="one-line">${record.category ?? html`<span class="muted">–</span>`}</span>` },
  { name: "age", label: t("record.opened"), hide: "narrow", spare: true, cell: (record) => html`<span class="muted"><${Time} value=${record.openedAt} /></span>` },
  { name: "team", label: t("record.team"), hide: "medium", spare: true, cell: (record) => html`<span class="one-line">${record.team?.name ?? html`<span class="muted">–</span>`}</span>` },
  { name: "broken", label: t("incident.broken-since"), hide: "medium", spare: true, cell: (record) => html`<span class="muted"><${Time} value=${record.brokenSince} /></span>` },
  { name: "alerts", label: t("incident.firing"), hide: "medium", spare: true, cell: (record) => html`<span class="figures">${record.firingAlerts}</span>` },
  { name: "requester", label: t("record.requester"), hide: "medium", spare: true, cell: (record) => (record.requester ? html`<${Person} person=${record.requester} />` : html`<span class="muted">–</span>`) },
];
