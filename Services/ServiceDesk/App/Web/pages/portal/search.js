/** All that fits some words: answers, things to ask for, one's own records; and the way on when nothing does. */
import { html } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Failure, Skeleton } from "../../ui/standing.js";
import { Icon } from "../../ui/icon.js";
import { Page } from "../../ui/page.js";
import { Find, itemsOf } from "./find.js";
import { Line } from "./lines.js";
import { ArticleLine } from "./article-line.js";
import { useLoad } from "../../ui/load.js";
import { get } from "../../services/client.js";
import { catalogue, findArticles } from "../../services/portal.js";
import { useAddress } from "../../shell/router.js";
import { t } from "../../text/text.js";

/** One source that is away does not hide the others; all of them away is an error. */
async function everything(q, signal) {
  const answers = await Promise.allSettled([findArticles(q, {}, signal), catalogue(q, signal), get("search", { q, limit: 20 }, signal)]);
  if (answers.every(({ status }) => status === "rejected")) throw answers[0].reason;
  const [articles, domains, records] = answers.map(({ value }) => value);
  return { articles: articles?.items ?? [], items: itemsOf(domains ?? []), records: (records?.items ?? []).filter(({ kind }) => kind !== "article") };
}

export default function Search() {
  const { query } = useAddress();
  const q = query.get("q") ?? "";
  const { data, error, again } = useLoad((signal) => (q ? everything(q, signal) : { articles: [], items: [], records: [] }), [q]);
  const none = data && q && data.articles.length + data.items.length + data.records.length === 0;
  return html`<${Page} title=${t("find.title")} trail=${{ href: "/portal", label: t("nav.home") }} narrow><div class="portal stack wide">
    <${Find} words=${q} key=${q} />
    ${error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<div class="card"><${Skeleton} lines=${5} /></div>` : html`
      ${data.articles.length > 0 && html`<section class="card flush"><h2 class="card-head"><${Icon} name="book" />${t("find.answers")}</h2><ul class="lines roomy">${data.articles.map((hit) => html`<${ArticleLine} key=${hit.id} hit=${hit} />`)}</ul></section>`}
      ${data.items.length > 0 && html`<section class="card flush"><h2 class="card-head"><${Icon} name="catalogue" />${t("find.wishes")}</h2><ul class="lines roomy">${data.items.map((item) => html`<li><span class="kind-mark"><${Icon} name=${item.icon ?? "box"} /></span>
        <a class="stack tight spring" href=${`/portal/catalogue/${item.id}`}><span class="strong" dir="auto">${item.name}</span><span class="small muted" dir="auto">${item.summary}</span></a></li>`)}</ul></section>`}
      ${data.records.length > 0 && html`<section class="card flush"><h2 class="card-head"><${Icon} name="inbox" />${t("find.mine")}</h2><ul class="lines roomy">${data.records.map((record) => html`<${Line} key=${record.id} record=${record} />`)}</ul></section>`}
      ${q && html`<section class="card row help-card wraps"><${Icon} name="phone" large /><div class="spring"><h2>${t(none ? "find.none" : "find.not-it")}</h2><p class="muted">${t("find.none.text")}</p></div>
        <span class="row wraps"><${Button} href=${`/portal/ask?q=${encodeURIComponent(q)}`}>${t("ask.title")}<//><${Button} look="primary" href=${`/portal/report?q=${encodeURIComponent(q)}`}>${t("way.trouble")}<//></span></section>`}`}
  </div><//>`;
}
