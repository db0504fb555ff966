/** Silences: what nobody shall hear of, for a time or every week. */
import { html } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { ListPage } from "../../ui/list-page.js";
import { Matchers } from "../../ui/matchers.js";
import { Time } from "../../ui/bits.js";
import { Standing, timesText } from "./silence-bits.js";
import { may } from "../../shell/session.js";
import { wordFilter } from "../work/shared.js";
import { t } from "../../text/text.js";

const columns = () => [
  { name: "standing", label: t("record.state"), cell: (silence) => html`<${Standing} silence=${silence} bare />` },
  { name: "title", label: t("silence.comment"), grow: true, cell: (silence) => html`<a class="one-line title plain-link" href=${`/operations/silences/${silence.id}`}>${silence.comment || t("common.unnamed")}</a>` },
  { name: "matchers", label: t("silence.matchers"), cell: (silence) => html`<${Matchers} matchers=${silence.matchers} />` },
  { name: "times", label: t("silence.times"), cell: (silence) => html`<span class="figures one-line" title=${timesText(silence)}>${timesText(silence)}</span>` },
  { name: "turn", label: t("silence.turn"), hide: "medium", cell: (silence) => html`<span class="muted"><${Time} value=${silence.nextTurn} /></span>` },
  { name: "who", label: t("silence.author"), hide: "narrow", cell: (silence) => html`<span class="one-line muted">${silence.author}</span>` },
];

export default function Silences() {
  const create = (look) => may("agent", "administrator") && html`<${Button} look=${look} icon="plus" href="/operations/silences/new">${t("silence.new")}<//>`;
  return html`<${ListPage} kind="silence" title=${t("nav.silences")} about=${t("silences.about")} actions=${create("primary")} looks
    filters=${[
      { name: "live", label: t("silence.live"), single: true, options: [{ value: "true", label: t("filter.yes") }] }, wordFilter("state", t("record.state"), "silence.state", ["kept", "ended"]),
      { name: "weekly", label: t("silence.repeats"), single: true, options: [{ value: "true", label: t("silence.when.weekly") }, { value: "false", label: t("silence.once") }] },
    ]} search
    sorts=${[{ value: "-createdAt", label: t("sort.newest") }, { value: "createdAt", label: t("sort.oldest") }, { value: "startsAt", label: t("silence.by-start") }]} standard="-createdAt"
    columns=${columns()} place=${(silence) => `/operations/silences/${silence.id}`}
    empty=${{ icon: "mute", title: t("silences.empty"), text: t("silences.empty.text"), action: create() }} />`;
}
