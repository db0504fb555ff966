/** Writing a response template: a text for each language, for which kinds of records, for whom. */
import { html, useRef, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Field, ManyOf } from "../../ui/field.js";
import { Notice } from "../../ui/form.js";
import { sentence } from "../../ui/standing.js";
import { useDraft } from "../../ui/draft.js";
import { newKey } from "../../services/client.js";
import { create, revise } from "../../services/records.js";
import { language, languages, t, word } from "../../text/text.js";

const kinds = ["incident", "request", "problem", "change", "contact", "unsupported-request"];
const variables = ["{requester}", "{number}", "{title}", "{agent}"];

export function TemplateForm({ template, close, done }) {
  const [value, change, forget] = useDraft(`template.${template.id ?? "new"}.${template.version ?? 0}`, { name: template.name ?? "", shared: template.shared ?? true, kinds: template.kinds ?? [], texts: template.texts ?? {} });
  const [tongue, choose] = useState(Object.keys(value.texts)[0] ?? language());
  const [{ busy, error, faults = {} }, show] = useState({});
  const key = useRef(newKey());
  const save = async (event) => {
    event.preventDefault();
    const texts = Object.fromEntries(Object.entries(value.texts).filter(([, text]) => text.trim()));
    if (!value.name.trim()) return show({ faults: { name: t("form.missing") } });
    if (Object.keys(texts).length === 0) return show({ faults: { texts: t("form.missing") } });
    show({ busy: true });
    try {
      const body = { name: value.name.trim(), shared: value.shared, kinds: value.kinds, texts };
      const next = await (template.id ? revise("template", template.id, body, template.version) : create("template", body, key.current));
      forget();
      done(next);
    } catch (problem) {
      key.current = newKey();
      const part = /^(name|texts)/.exec(problem.field ?? "")?.[1];
      show(part ? { faults: { [part]: sentence(problem) } } : { error: problem });
    }
  };
  return html`<form class="form" novalidate onSubmit=${save}>${error && html`<${Notice} tone="critical" icon="alert">${sentence(error)}<//>`}
    <${Field} field=${{ name: "name", label: t("person.name"), required: true, longest: 100 }} value=${value.name} fault=${faults.name} change=${(name) => change({ name })} autofocus />
    <div class="tabs" role="tablist" aria-label=${t("nav.language")}>${Object.entries(languages).map(([code, name]) => html`<button type="button" role="tab" aria-selected=${String(code === tongue)} onClick=${() => choose(code)}>${name}${value.texts[code]?.trim() ? " ·" : ""}</button>`)}</div>
    <${Field} key=${tongue} field=${{ name: "texts", label: t("template.text", { language: languages[tongue] }), kind: "area", required: true, longest: 20000, hint: t("template.variables", { variables: variables.join(" ") }) }} value=${value.texts[tongue]} fault=${faults.texts} change=${(text) => change({ texts: { ...value.texts, [tongue]: text } })} rows="8" />
    <${ManyOf} label=${t("template.kinds")} options=${kinds.map((kind) => ({ value: kind, label: word("my-kind", kind) }))} value=${value.kinds} change=${(next) => change({ kinds: next })} hint=${t("template.kinds.hint")} />
    <${Field} field=${{ name: "shared", label: t("template.for-all"), kind: "check" }} value=${value.shared} change=${(shared) => change({ shared })} />
    <div class="form-foot"><${Button} look="plain" onClick=${close}>${t("action.cancel-form")}<//><${Button} look="primary" type="submit" busy=${busy}>${t("action.save")}<//></div></form>`;
}
