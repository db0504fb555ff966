/** Columns and filters that lists of records have in common. */
import { html } from "../../ui/preact.js";
import { Priority, State } from "../../ui/badge.js";
import { Numbered, Person, Time } from "../../ui/bits.js";
import { t, word } from "../../text/text.js";

export const columns = {
  number: () => ({ name: "number", label: t("record.number"), cell: (record) => html`<${Numbered} number=${record.number} />` }),
  summary: () => ({ name: "title", label: t("record.summary"), grow: true, cell: (record) => html`<span class="one-line title">${record.summary}</span>` }),
  state: () => ({ name: "state", label: t("record.state"), cell: (record) => html`<${State} value=${record.state} bare />` }),
  priority: () => ({ name: "priority", label: t("record.priority"), cell: (record) => html`<${Priority} value=${record.priority} />` }),
  item: () => ({ name: "item", label: t("record.item"), hide: "medium", cell: (record) => html`<span class="one-line">${record.causeItem?.name ?? html`<span class="muted">–</span>`}</span>` }),
  who: () => ({ name: "who", label: t("record.assignee"), hide: "medium", cell: (record) => (record.assignee ? html`<${Person} person=${record.assignee} />` : html`<span class="muted one-line">${record.team?.name ?? t("common.nobody")}</span>`) }),
  time: (field, label) => ({ name: "age", label, hide: "narrow", cell: (record) => html`<span class="muted"><${Time} value=${record[field]} /></span>` }),
};

/** A filter by the words of a closed set. */
export const wordFilter = (name, label, set, values) => ({ name, label, options: values.map((value) => ({ value, label: word(set, value) })) });
export const openFilter = () => ({ name: "open", label: t("filter.open"), single: true, options: [{ value: "true", label: t("filter.yes") }] });
export const priorityFilter = () => ({ name: "priority", label: t("record.priority"), options: [1, 2, 3, 4, 5].map((value) => ({ value: String(value), label: t(`priority.${value}`) })) });

/** A short list of incidents that belong to a record. */
export const Incidents = ({ title, incidents, count }) => html`<section class="card flush"><h2 class="card-head">${title} <span class="count">${count}</span></h2>
  <ul class="lines records">${incidents.map((incident) => html`<li><${Numbered} number=${incident.number} /><span class="one-line spring">${incident.summary ?? ""}</span>
    ${incident.priority && html`<${Priority} value=${incident.priority} />`}${incident.state && html`<${State} value=${incident.state} bare />`}</li>`)}
    ${incidents.length === 0 && html`<li class="muted">${t("common.none")}</li>`}</ul></section>`;
