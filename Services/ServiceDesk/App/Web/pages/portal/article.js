/** One answer, and whether it helped. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Failure, Skeleton, sentence } from "../../ui/standing.js";
import { Field } from "../../ui/field.js";
import { Icon } from "../../ui/icon.js";
import { Markdown } from "../../ui/markdown.js";
import { Notice } from "../../ui/form.js";
import { Page } from "../../ui/page.js";
import { Time } from "../../ui/bits.js";
import { useLoad } from "../../ui/load.js";
import { article, vote } from "../../services/portal.js";
import { notify } from "../../shell/notices.js";
import { language, languages, t } from "../../text/text.js";

function Helpful({ data, again }) {
  const [mine, say] = useState(data.myVote?.helpful);
  const [comment, type] = useState(data.myVote?.comment ?? "");
  const [told, tell] = useState(false);
  const give = async (helpful, words) => {
    try {
      await vote(data.id, helpful, words);
      say(helpful);
      if (words) tell(true);
      again();
    } catch (problem) {
      notify(sentence(problem), { tone: "critical" });
    }
  };
  return html`<section class="card helpful"><div class="row wraps"><h2 class="spring">${t("article.was-helpful")}</h2>
      <${Button} icon="thumb-up" aria-pressed=${String(mine === true)} look=${mine === true ? "primary" : undefined} onClick=${() => give(true)}>${t("answer.yes")}<//>
      <${Button} icon="thumb-down" aria-pressed=${String(mine === false)} look=${mine === false ? "primary" : undefined} onClick=${() => give(false)}>${t("answer.no")}<//></div>
    <div role="status">${mine === true && html`<p class="muted">${t("article.thanks")}</p>`}${told && html`<p class="muted">${t("article.told")}</p>`}</div>
    ${mine === false && !told && html`<form class="stack" onSubmit=${(event) => { event.preventDefault(); if (comment.trim()) give(false, comment.trim()); }}>
      <${Field} field=${{ name: "comment", label: t("article.missing"), kind: "area", longest: 2000 }} value=${comment} change=${type} />
      <div class="form-foot"><${Button} look="plain" href="/portal/report">${t("way.trouble")}<//><${Button} look="primary" type="submit">${t("article.tell")}<//></div></form>`}
  </section>`;
}

export default function ArticlePage({ id }) {
  const { data, error, again } = useLoad((signal) => article(id, signal), [id]);
  if (error) return html`<${Failure} error=${error} again=${again} />`;
  if (!data) return html`<div class="page narrow"><${Skeleton} lines=${8} /></div>`;
  const { text } = data;
  const about = html`<span class="record-line"><span class="number">${data.number}</span><span>${t("article.changed")} <${Time} value=${text.at} /></span></span>`;
  return html`<${Page} title=${text.title} about=${about} trail=${{ href: "/portal/articles", label: t("nav.answers") }} narrow><div class="portal stack wide">
    ${text.language !== language() && html`<${Notice}>${t("article.other-language", { language: languages[text.language] })}<//>`}
    ${text.outdated && html`<${Notice} tone="warning" icon="alert">${t("article.outdated")}<//>`}
    <article class="card article" lang=${text.language}>${text.symptoms && html`<p class="symptoms"><${Icon} name="question" /><span>${text.symptoms}</span></p>`}<${Markdown} text=${text.body} level=${2} lang=${text.language} /></article>
    <${Helpful} data=${data} again=${again} />
  </div><//>`;
}
