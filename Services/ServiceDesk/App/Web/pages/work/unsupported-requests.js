/** What people asked for that is not offered, and how often. */
import { html } from "../../ui/preact.js";
import { ListPage } from "../../ui/list-page.js";
import { Numbered, Person } from "../../ui/bits.js";
import { useLoad } from "../../ui/load.js";
import { columns, openFilter, wordFilter } from "./shared.js";
import { get } from "../../services/client.js";
import { setQuery } from "../../shell/router.js";
import { t } from "../../text/text.js";

/** The topics most asked for; a press shows who asked. */
function Demand() {
  const { data } = useLoad(() => get("demand", { limit: 8 }).catch(() => null), []);
  return data?.items?.length > 0 && html`<section class="row wraps" aria-label=${t("demand.title")}><span class="muted">${t("demand.title")}</span>
    ${data.items.slice(0, 8).map((topic) => html`<button type="button" class="chip chip-button" onClick=${() => setQuery({ topic: topic.topic })}><span class="chip-open">${topic.topic ?? t("common.none")}</span><span class="count">${topic.count}</span></button>`)}</section>`;
}

export default function UnsupportedRequests() {
  const own = [
    { name: "number", label: t("record.number"), cell: (record) => html`<${Numbered} number=${record.number} at=${`/work/unsupported-requests/${record.id}`} />` },
    { name: "title", label: t("unmet.wish"), grow: true, cell: (record) => html`<span class="one-line title" dir="auto">${record.wish}</span>` },
    { name: "item", label: t("unmet.topic"), hide: "medium", cell: (record) => html`<span class="one-line">${record.topic ?? html`<span class="muted">–</span>`}</span>` },
    columns.state(),
    { name: "requester", label: t("record.requester"), hide: "medium", cell: (record) => html`<${Person} person=${record.requester} />` },
    { name: "who", label: t("unmet.owner"), hide: "medium", cell: (record) => html`<${Person} person=${record.owner} />` },
    columns.time("recordedAt", t("unmet.recorded")),
  ];
  const states = ["recorded", "explained", "declined", "referred_to_change", "referred_to_improvement", "service_added"];
  return html`<${ListPage} kind="unsupported" title=${t("nav.unsupported")} about=${t("unmet.about")} search tabs=${html`<${Demand} />`}
    filters=${[openFilter(), wordFilter("state", t("record.state"), "state", states), { name: "topic", label: t("unmet.topic"), options: [] }]}
    sorts=${[{ value: "-recordedAt", label: t("sort.newest") }]} standard="-recordedAt" columns=${own} place=${(record) => `/work/unsupported-requests/${record.id}`}
    empty=${{ icon: "request", title: t("unmet.empty"), text: t("unmet.empty.text") }} />`;
}
