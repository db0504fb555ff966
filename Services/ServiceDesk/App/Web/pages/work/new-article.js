/** A new article, from nothing or from what a record has taught. */
import { html, useState } from "../../ui/preact.js";
import { Field } from "../../ui/field.js";
import { Page } from "../../ui/page.js";
import { ArticleForm } from "./article-form.js";
import { create } from "../../services/records.js";
import { navigate } from "../../shell/router.js";
import { notify } from "../../shell/notices.js";
import { language, languages, t, word } from "../../text/text.js";

const audiences = () => ["internal", "customer", "public"].map((value) => ({ value, label: word("audience", value) }));

export default function NewArticle() {
  const [tongue, speak] = useState(language());
  const [audience, choose] = useState("internal");
  const send = (body, key) => create("article", { ...body, language: tongue, audience: { kind: audience } }, key);
  const done = (article) => { notify(t("article.drafted", { number: article.number })); navigate(`/work/articles/${article.id}`); };
  return html`<${Page} title=${t("article.new")} trail=${{ href: "/work/articles", label: t("nav.articles") }}>
    <section class="card"><${ArticleForm} draft="article.new" language=${tongue} send=${send} done=${done} cancel=${() => navigate("/work/articles")}>
      <div class="pair"><${Field} field=${{ name: "language", label: t("nav.language"), kind: "choice", required: true, options: Object.entries(languages).map(([value, label]) => ({ value, label })) }} value=${tongue} change=${speak} />
        <${Field} field=${{ name: "audience", label: t("article.audience"), kind: "choice", required: true, options: audiences() }} value=${audience} change=${choose} /></div><//></section><//>`;
}
