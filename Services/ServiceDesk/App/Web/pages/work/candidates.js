/** Causes that keep coming back, waiting for a decision. */
import { html } from "../../ui/preact.js";
import { ListPage } from "../../ui/list-page.js";
import { columns, wordFilter } from "./shared.js";
import { t } from "../../text/text.js";

export default function Candidates() {
  const evidence = { name: "count", label: t("candidate.evidence"), cell: (record) => t("candidate.count", { count: record.evidenceCount }) };
  const item = { name: "title", label: t("record.item"), grow: true, cell: (record) => html`<span class="one-line title">${record.causeItem?.name ?? t("common.unnamed")}</span>` };
  return html`<${ListPage} kind="candidate" title=${t("nav.candidates")} about=${t("candidates.about")}
    filters=${[wordFilter("state", t("record.state"), "state", ["raised", "accepted", "dismissed"])]}
    sorts=${[{ value: "-raisedAt", label: t("sort.newest") }, { value: "-evidenceCount", label: t("sort.incidents") }]} standard="-raisedAt"
    columns=${[columns.number(), item, evidence, columns.state(), columns.time("raisedAt", t("candidate.raised"))]}
    place=${(record) => `/work/candidates/${record.number}`}
    empty=${{ icon: "candidate", title: t("candidates.empty"), text: t("candidates.empty.text") }} />`;
}
