/** All changes. */
import { html } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { ListPage } from "../../ui/list-page.js";
import { columns, wordFilter } from "./shared.js";
import { changeCommands } from "./change-commands.js";
import { changeViews } from "./standing-views.js";
import { span } from "../../text/format.js";
import { t, word } from "../../text/text.js";

export default function Changes() {
  const type = { name: "type", label: t("change.type"), hide: "medium", cell: (record) => word("change.type", record.type) };
  const window = { name: "window", label: t("change.window"), hide: "narrow", cell: (record) => (record.window ? html`<span class="figures muted">${span(record.window.start, record.extendedTo ?? record.window.end)}</span>` : html`<span class="muted">–</span>`) };
  return html`<${ListPage} kind="change" title=${t("nav.changes")} search root="/work/changes" views=${changeViews()} bulk=${changeCommands().filter(({ name }) => ["schedule", "implement", "close", "cancel"].includes(name))}
    actions=${html`<${Button} icon="change-calendar" href="/operations/calendar">${t("nav.calendar")}<//><${Button} look="primary" icon="plus" href="/work/changes/new">${t("change.new")}<//>`}
    filters=${[wordFilter("state", t("record.state"), "state", ["draft", "scheduled", "implementing", "closed", "cancelled"]), wordFilter("type", t("change.type"), "change.type", ["normal", "standard", "emergency"])]}
    sorts=${[{ value: "-draftedAt", label: t("sort.newest") }, { value: "start", label: t("sort.start") }, { value: "number", label: t("sort.number") }]} standard="-draftedAt"
    columns=${[columns.number(), columns.summary(), type, columns.state(), window, columns.who()]}
    place=${(record) => `/work/changes/${record.number}`}
    empty=${{ icon: "change", title: t("changes.empty"), text: t("changes.empty.text") }} />`;
}
