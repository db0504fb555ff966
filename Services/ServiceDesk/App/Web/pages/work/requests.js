/** All requests for what the catalogue offers. */
import { html } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { ListPage } from "../../ui/list-page.js";
import { Person, Time } from "../../ui/bits.js";
import { Promised, RequestNumber, isOver, requestPlace } from "./request-bits.js";
import { columns, openFilter, wordFilter } from "./shared.js";
import { requestViews } from "./standing-views.js";
import { choices, useAll } from "../../services/names.js";
import { t } from "../../text/text.js";

const states = ["submitted", "waiting_approval", "approved", "rejected", "in_fulfilment", "on_hold", "fulfilled", "closed", "cancelled", "merged"];
const lanes = ["reactive", "relationship", "change", "proactive", "improvement"];

export default function Requests() {
  const teams = useAll("team");
  const own = [
    { name: "number", label: t("record.number"), cell: (record) => html`<${RequestNumber} request=${record} />` },
    { name: "title", label: t("fulfil.item"), grow: true, cell: (record) => html`<span class="one-line title">${record.item.name}</span>` },
    { name: "requester", label: t("fulfil.for"), hide: "medium", cell: (record) => html`<${Person} person=${record.requestedFor ?? record.requester} />` },
    { ...columns.state(), wide: true },
    { name: "count", label: t("fulfil.open-tasks"), hide: "medium", cell: (record) => html`<span class="figures">${record.openTasks ?? "–"}</span>` },
    { name: "due", label: t("fulfil.promised"), cell: (record) => html`<${Promised} value=${record.promisedAt} over=${isOver(record.state)} />` },
    { name: "age", label: t("fulfil.submitted"), hide: "narrow", cell: (record) => html`<span class="muted"><${Time} value=${record.submittedAt} /></span>` },
  ];
  return html`<${ListPage} kind="request" title=${t("nav.requests")} search root="/work/requests" views=${requestViews()}
    actions=${html`<${Button} icon="request" href="/work/unsupported-requests">${t("nav.unsupported")}<//>`}
    filters=${[openFilter(), wordFilter("state", t("record.state"), "state", states), wordFilter("lane", t("fulfil.lane"), "lane", lanes), { name: "team", label: t("record.team"), options: choices(teams) }]}
    sorts=${[{ value: "-submittedAt", label: t("sort.newest") }, { value: "promisedAt", label: t("sort.promised") }, { value: "number", label: t("sort.number") }]} standard="-submittedAt"
    columns=${own} place=${requestPlace} empty=${{ icon: "request", title: t("requests.empty"), text: t("requests.empty.text") }} />`;
}
