/** Writing one text of an article, beside the text it is made from and beside how it will look. */
import { html, useRef, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Field } from "../../ui/field.js";
import { Markdown } from "../../ui/markdown.js";
import { Notice } from "../../ui/form.js";
import { Segments } from "../../ui/segments.js";
import { sentence } from "../../ui/standing.js";
import { useDraft } from "../../ui/draft.js";
import { newKey } from "../../services/client.js";
import { languages, t } from "../../text/text.js";

const start = (text) => ({ title: text?.title ?? "", symptoms: text?.symptoms ?? "", keywords: (text?.keywords ?? []).join(", "), body: text?.body ?? "" });
const wire = (value) => ({
  title: value.title.trim(), body: value.body.trim(), symptoms: value.symptoms.trim() || null,
  keywords: value.keywords.split(",").map((one) => one.trim()).filter(Boolean),
});

/**
 * @param {{draft: string, text?: object, source?: object, language: string, send: (body: object, key: string) => Promise<any>, done: Function, cancel?: Function, children?: any}} props
 *   `source`: the text of the source language, to translate from
 */
export function ArticleForm({ draft, text, source, language, send, done, cancel, children }) {
  const [value, change, forget] = useDraft(draft, start(text));
  const [{ busy, error, faults = {} }, show] = useState({});
  const [beside, see] = useState(source ? "source" : "preview");
  const key = useRef(newKey());
  const set = (name) => (next) => change({ [name]: next });
  const submit = async (event) => {
    event.preventDefault();
    const missing = Object.fromEntries(["title", "body"].filter((name) => !value[name].trim()).map((name) => [name, t("form.missing")]));
    if (Object.keys(missing).length > 0) return show({ faults: missing });
    show({ busy: true });
    try {
      const answer = await send(wire(value), key.current);
      forget();
      done(answer);
    } catch (problem) {
      key.current = newKey();
      show(problem.field in value ? { faults: { [problem.field]: sentence(problem) } } : { error: problem });
    }
  };
  const field = (name, label, more = {}) => html`<${Field} field=${{ name, label, ...more }} value=${value[name]} fault=${faults[name]} change=${set(name)} lang=${language} dir="auto" />`;
  const sides = [...(source ? ["source"] : []), "preview"].map((one) => ({ value: one, label: t(`article.beside.${one}`) }));
  return html`<form class="form" novalidate onSubmit=${submit}>
    ${error && html`<${Notice} tone="critical" icon="alert">${sentence(error)}${error.status === 412 && html`<span>${t("conflict.kept")}</span>`}<//>`}
    ${children}
    <div class="side-by-side"><div class="form">
      ${field("title", `${t("article.title")} · ${languages[language]}`, { required: true, longest: 200 })}
      ${field("symptoms", t("article.symptoms"), { kind: "area", longest: 4000, hint: t("article.symptoms.hint") })}
      ${field("body", t("article.body"), { kind: "area", required: true, longest: 100_000, hint: t("article.body.hint") })}
      ${field("keywords", t("article.keywords"), { longest: 1000, hint: t("article.keywords.hint") })}</div>
      <section class="card beside stack" aria-label=${t(`article.beside.${beside}`)}>${sides.length > 1 ? html`<${Segments} label=${t("article.beside")} options=${sides} value=${beside} change=${see} />` : html`<h2>${t("article.beside.preview")}</h2>`}
        ${beside === "source" && source ? html`<h3 class="article-title" lang=${source.language}>${source.title}</h3><${Markdown} text=${source.body} lang=${source.language} />` : html`<h3 class="article-title" lang=${language}>${value.title}</h3><${Markdown} text=${value.body} lang=${language} />${!value.title && !value.body && html`<p class="muted">${t("article.beside.empty")}</p>`}`}</section></div>
    <div class="form-foot">${cancel && html`<${Button} look="plain" onClick=${cancel}>${t("action.cancel-form")}<//>`}<${Button} look="primary" type="submit" busy=${busy}>${t("action.save")}<//></div>
  </form>`;
}
