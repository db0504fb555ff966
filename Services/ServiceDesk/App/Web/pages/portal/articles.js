/** Answers: find one by words, or look through the newest. */
import { html, useState } from "../../ui/preact.js";
import { Empty, Failure, Skeleton } from "../../ui/standing.js";
import { Icon } from "../../ui/icon.js";
import { Page } from "../../ui/page.js";
import { ArticleLine } from "./article-line.js";
import { useLoad } from "../../ui/load.js";
import { get } from "../../services/client.js";
import { findArticles } from "../../services/portal.js";
import { setQuery, useAddress } from "../../shell/router.js";
import { language, t } from "../../text/text.js";

const newest = (signal) => get("articles", { limit: 20, state: "published,flagged" }, signal).then(({ items }) => ({ items: items.map((line) => ({ ...line, title: line.titles?.[language()] ?? line.title, language: line.titles?.[language()] ? language() : line.source })) }));

export default function Articles() {
  const { query } = useAddress();
  const q = query.get("q") ?? "";
  const [timer, keep] = useState();
  const { data, error, again } = useLoad((signal) => (q ? findArticles(q, {}, signal) : newest(signal)), [q]);
  const type = (event) => { clearTimeout(timer); const words = event.target.value.trim(); keep(setTimeout(() => setQuery({ q: words }), 350)); };
  return html`<${Page} title=${t("nav.answers")} about=${t("articles.about")} trail=${{ href: "/portal", label: t("nav.home") }} narrow><div class="portal stack wide">
    <label class="filter-words roomy"><${Icon} name="search" /><span class="unseen">${t("articles.find")}</span><input type="search" placeholder=${t("articles.find")} defaultValue=${q} onInput=${type} maxlength="200" /></label>
    ${data?.corrected && html`<p class="muted" role="status">${t("articles.corrected")}</p>`}
    ${error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<div class="card flush"><${Skeleton} lines=${6} /></div>`
      : data.items.length === 0 ? html`<${Empty} icon="book" title=${t("articles.none")}>${t("articles.none.text")}<//>`
      : html`<section class="card flush"><h2 class="card-head">${t(q ? "articles.found" : "articles.newest")}</h2><ul class="lines roomy">${data.items.map((hit) => html`<${ArticleLine} key=${hit.id} hit=${hit} />`)}</ul></section>`}
  </div><//>`;
}
