/** One article: its text in each language, how good it is, where it has helped. */
import { html, useState } from "../../ui/preact.js";
import { ArticleForm } from "./article-form.js";
import { Button } from "../../ui/button.js";
import { Fact, Facts } from "../../ui/facts.js";
import { Icon } from "../../ui/icon.js";
import { Markdown } from "../../ui/markdown.js";
import { Notice } from "../../ui/form.js";
import { Numbered, Time } from "../../ui/bits.js";
import { RecordPage } from "../../ui/record.js";
import { Skeleton, Failure } from "../../ui/standing.js";
import { Versions } from "./article-versions.js";
import { articleCommands } from "./article-commands.js";
import { useLoad } from "../../ui/load.js";
import { article, writeText } from "../../services/knowledge.js";
import { useAll, useNames } from "../../services/names.js";
import { get } from "../../services/client.js";
import { read } from "../../services/records.js";
import { placeOfRecord } from "../../services/places.js";
import { may } from "../../shell/session.js";
import { calendarDay, list } from "../../text/format.js";
import { language as spoken, languages, t, word } from "../../text/text.js";

/** The text of one language, being read or written. */
function Text({ record, tongue, put }) {
  const shown = useLoad((signal) => article(record.id, tongue, signal), [record.id, tongue, record.version]);
  const source = useLoad((signal) => (tongue === record.source ? Promise.resolve(null) : article(record.id, record.source, signal)), [record.id, tongue, record.version]);
  const [writing, write] = useState(false);
  const [looking, look] = useState(false);
  if (shown.error) return html`<${Failure} error=${shown.error} again=${shown.again} />`;
  if (!shown.data) return html`<div class="card"><${Skeleton} lines=${8} /></div>`;
  const there = record.languages.some(({ language }) => language === tongue);
  const { text } = shown.data;
  if (writing || !there) {
    const send = (body) => writeText(record.id, tongue, body, record.version);
    return html`<section class="card">${!there && html`<p class="muted">${t("article.untranslated", { language: languages[tongue] })}</p>`}
      ${may("agent") && html`<${ArticleForm} key=${tongue} draft=${`article.${record.id}.${tongue}`} text=${there ? text : null} source=${source.data?.text} language=${tongue} send=${send} done=${(next) => { write(false); put(next); }} cancel=${there ? () => write(false) : null} />`}</section>`;
  }
  return html`<article class="card article-text" lang=${text.language}><header class="row wraps"><h2 class="article-title spring" dir="auto">${text.title}</h2>
      <span class="row">${may("agent") && html`<${Button} small icon="pencil" onClick=${() => write(true)}>${t("action.edit")}<//>`}<${Button} small icon="history" onClick=${() => look(true)}>${t("article.version", { version: text.version })}<//></span></header>
    ${text.outdated && html`<${Notice} tone="warning" icon="clock">${t("article.outdated", { language: languages[record.source] })}<//>`}
    ${text.symptoms && html`<section class="article-symptoms"><h3>${t("article.symptoms")}</h3><p class="breaks" dir="auto">${text.symptoms}</p></section>`}
    <${Markdown} text=${text.body} lang=${text.language} />
    ${text.keywords?.length > 0 && html`<p class="row wraps">${text.keywords.map((one) => html`<span class="badge tone-quiet"><span>${one}</span></span>`)}</p>`}
    ${looking && html`<${Versions} id=${record.id} language=${text.language} now=${text.version} close=${() => look(false)} done=${(next) => { look(false); put(next); }} />`}</article>`;
}

function Languages({ record, value, change }) {
  const written = new Map(record.languages.map((text) => [text.language, text]));
  return html`<div class="tabs" role="group" aria-label=${t("article.languages")}>${Object.entries(languages).map(([code, name]) => html`<button type="button" aria-selected=${undefined} aria-current=${code === value ? "true" : undefined} onClick=${() => change(code)}>
    ${name}${!written.has(code) ? html`<span class="small muted">${t("article.missing")}</span>` : written.get(code).outdated ? html`<span class="tone-warning bulk-mark"><${Icon} name="clock" /><span class="unseen">${t("state.outdated")}</span></span>` : code === record.source && html`<span class="small muted">${t("article.source")}</span>`}</button>`)}</div>`;
}

/** The kinds of records that articles are used for, by the names their services go by. */
const readable = { incident: "incident", problem: "problem", "known-error": "knownError", change: "change", request: "request" };

function Uses({ record }) {
  const { data } = useLoad((signal) => get(`articles/${record.id}/uses`, undefined, signal).then((answer) => answer.items).catch(() => []), [record.id, record.version]);
  const heads = useLoad(() => Promise.all((data ?? []).filter((use) => readable[use.record.kind]).slice(0, 8).map(({ record: used }) =>
    read(readable[used.kind], used.id).then((found) => ({ ...found, kind: used.kind })).catch(() => null))), [data?.length]);
  return data?.length > 0 && html`<${Facts} title=${t("article.uses")}><${Fact} name=${t("article.used-times")}>${String(data.length)}<//>
    ${(heads.data ?? []).filter(Boolean).map((head) => html`<${Fact} name=${word("kind", head.kind)}><${Numbered} number=${head.number} at=${placeOfRecord(head)} /><//>`)}<//>`;
}

function Rail({ record }) {
  const names = useNames();
  const services = useAll("service").filter(({ id }) => record.services?.some((own) => own.toLowerCase() === id.toLowerCase()));
  return html`<${Facts} title=${t("record.facts")}>
      <${Fact} name=${t("article.confidence")}>${word("confidence", record.confidence)}<//>
      <${Fact} name=${t("article.audience")}>${word("audience", record.audience?.kind)}<//>
      <${Fact} name=${t("record.services")}>${services.length > 0 && list(services.map(({ name }) => name))}<//>
      <${Fact} name=${t("article.owner")} always>${record.owner && names.get(record.owner.toLowerCase())}<//>
      <${Fact} name=${t("article.helpful")}><span class="figures">${t("article.votes", { yes: record.helpful, no: record.unhelpful })}</span><//>
    <//>
    <${Uses} record=${record} />
    <${Facts} title=${t("record.times")}>
      <${Fact} name=${t("article.next-review")}>${record.reviewAt && calendarDay(record.reviewAt)}<//>
      <${Fact} name=${t("article.changed")}><${Time} value=${record.changedAt} exact /><//>
      <${Fact} name=${t("known-error.published-at")}>${record.publishedAt && html`<${Time} value=${record.publishedAt} exact />`}<//>
    <//>`;
}

export default function Article({ id }) {
  const [tongue, speak] = useState(spoken());
  const body = (record, put) => {
    const wanted = record.languages.some(({ language }) => language === tongue) || tongue !== spoken() ? tongue : record.source;
    return html`${record.flag && record.state === "flagged" && html`<${Notice} tone="warning" icon="alert"><span dir="auto">${record.flag.comment}</span><//>`}
      <${Languages} record=${record} value=${wanted} change=${speak} /><${Text} key=${wanted} record=${record} tongue=${wanted} put=${put} />`;
  };
  return html`<${RecordPage} kind="article" number=${id} commands=${articleCommands()} title=${(record) => record.text.title} trail=${{ href: "/work/articles", label: t("nav.articles") }}
    head=${(record) => html`<span>${word("confidence", record.confidence)}</span><span class="muted">${word("audience", record.audience?.kind)}</span>`} body=${body} rail=${(record) => html`<${Rail} record=${record} />`} />`;
}
