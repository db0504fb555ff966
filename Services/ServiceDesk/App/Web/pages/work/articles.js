/** Knowledge: articles by state, owner and words. */
import { html } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Icon } from "../../ui/icon.js";
import { ListPage } from "../../ui/list-page.js";
import { Numbered, Time } from "../../ui/bits.js";
import { columns, wordFilter } from "./shared.js";
import { me, may } from "../../shell/session.js";
import { language, languages, t, word } from "../../text/text.js";

const views = () => [
  { name: "all", label: t("views.all"), query: {} }, { name: "published", label: t("state.published"), query: { state: "published" } }, { name: "drafts", label: t("views.drafts"), query: { state: "draft" } },
  { name: "flagged", label: t("views.flagged"), query: { state: "flagged,outdated" } }, { name: "own", label: t("views.own-articles"), query: { owner: me().id } },
];

export default function Articles() {
  const own = [
    { name: "number", label: t("record.number"), cell: (record) => html`<${Numbered} number=${record.number} at=${`/work/articles/${record.id}`} />` },
    { name: "title", label: t("article.title"), grow: true, cell: (record) => html`<span class="one-line title" dir="auto">${record.titles?.[language()] ?? record.title}</span>` },
    columns.state(),
    { name: "item", label: t("article.confidence"), hide: "medium", cell: (record) => html`<span class="one-line">${word("confidence", record.confidence)}</span>` },
    { name: "languages", label: t("article.languages"), hide: "medium", cell: (record) => html`<span class="mono small">${Object.keys(record.titles ?? {}).join(" ")}</span>` },
    { name: "count", label: t("article.helpful"), hide: "narrow", cell: (record) => (record.helpful + record.unhelpful > 0 ? html`<span class="row figures"><${Icon} name="thumb-up" />${record.helpful}<${Icon} name="thumb-down" />${record.unhelpful}</span>` : html`<span class="muted">–</span>`) },
    { name: "age", label: t("article.changed"), hide: "narrow", cell: (record) => html`<span class="muted"><${Time} value=${record.changedAt} /></span>` },
  ];
  return html`<${ListPage} kind="article" title=${t("nav.articles")} search root="/work/articles" views=${views()} actions=${may("agent") && html`<${Button} look="primary" icon="plus" href="/work/articles/new">${t("article.new")}<//>`}
    filters=${[wordFilter("state", t("record.state"), "state", ["draft", "published", "flagged", "outdated", "archived"]), wordFilter("confidence", t("article.confidence"), "confidence", ["work_in_progress", "not_validated", "validated"]),
      wordFilter("audience", t("article.audience"), "audience", ["internal", "customer", "public"]), { name: "language", label: t("nav.language"), options: Object.entries(languages).map(([value, label]) => ({ value, label })) },
      { name: "owner", label: t("article.owner"), options: [{ value: me().id, label: t("filter.me") }] }]}
    sorts=${[{ value: "-changedAt", label: t("sort.changed") }, { value: "title", label: t("sort.title") }, { value: "number", label: t("sort.number") }, { value: "reviewAt", label: t("sort.review") }]} standard="-changedAt"
    columns=${own} place=${(record) => `/work/articles/${record.id}`} empty=${{ icon: "article", title: t("articles.empty"), text: t("articles.empty.text") }} />`;
}
