/** Maintenance windows: what is muted, when, and by which change. */
import { html } from "../../ui/preact.js";
import { ListPage } from "../../ui/list-page.js";
import { Numbered } from "../../ui/bits.js";
import { columns, wordFilter } from "../work/shared.js";
import { list as words, span } from "../../text/format.js";
import { t } from "../../text/text.js";

export default function Windows() {
  const when = { name: "window", label: t("change.window"), cell: (record) => html`<span class="figures">${span(record.start, record.end)}</span>` };
  const scope = { name: "title", label: t("change.scope"), grow: true, cell: (record) => html`<span class="one-line mono">${words(record.scope.map((item) => item.name ?? t("common.unnamed")))}</span>` };
  const change = { name: "change", label: t("kind.change"), hide: "narrow", cell: (record) => html`<${Numbered} number=${record.change.number} />` };
  return html`<${ListPage} kind="window" title=${t("nav.windows")} about=${t("windows.about")}
    filters=${[wordFilter("state", t("record.state"), "state", ["planned", "open", "extended", "ended", "cancelled"])]}
    sorts=${[{ value: "-start", label: t("sort.newest") }, { value: "start", label: t("sort.oldest") }]} standard="-start"
    columns=${[columns.number(), scope, when, columns.state(), change]}
    place=${(record) => `/operations/windows/${record.number}`}
    empty=${{ icon: "window", title: t("windows.empty"), text: t("windows.empty.text") }} />`;
}
