/** Known errors and their workarounds. */
import { html } from "../../ui/preact.js";
import { ListPage } from "../../ui/list-page.js";
import { columns, wordFilter } from "./shared.js";
import { t } from "../../text/text.js";

export default function KnownErrors() {
  return html`<${ListPage} kind="knownError" title=${t("nav.known-errors")} about=${t("known-errors.about")} search
    filters=${[wordFilter("state", t("record.state"), "state", ["draft", "published", "retired"])]}
    sorts=${[{ value: "-draftedAt", label: t("sort.newest") }, { value: "number", label: t("sort.number") }]} standard="-draftedAt"
    columns=${[columns.number(), columns.summary(), columns.item(), columns.state(), columns.time("draftedAt", t("known-error.drafted-at"))]}
    place=${(record) => `/work/known-errors/${record.number}`}
    empty=${{ icon: "known-error", title: t("known-errors.empty"), text: t("known-errors.empty.text") }} />`;
}
