/** Articles and known errors that may help with a record, found while it is being read and resolved. */
import { html, useEffect, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Icon } from "../../ui/icon.js";
import { sentence } from "../../ui/standing.js";
import { searchedNone, suggestions, use } from "../../services/knowledge.js";
import { notify } from "../../shell/notices.js";
import { language, t } from "../../text/text.js";

/** What fits the words, a moment after the last key. */
function useSuggested(text, service) {
  const [found, show] = useState(null);
  useEffect(() => {
    if (text.trim().length < 4) { show(null); return undefined; }
    const abort = new AbortController();
    const timer = setTimeout(() => suggestions({ text: text.slice(0, 4000), service, language: language(), limit: 4 }, abort.signal).then((items) => !abort.signal.aborted && show(items), () => {}), 350);
    return () => { clearTimeout(timer); abort.abort(); };
  }, [text, service]);
  return found;
}

/** @param {{about: {kind: string, id: string}, text: string, service?: string, take?: (hit: object) => void}} props `take`: what else a used article brings */
export function Suggested({ about, text, service, take, quiet }) {
  const found = useSuggested(text, service);
  const [used, mark] = useState(() => new Set());
  const put = (hit) => use(hit.id, about, "used").then(() => { mark((before) => new Set(before).add(hit.id)); take?.(hit); notify(t("suggest.used", { title: hit.title })); }, (error) => notify(sentence(error), { tone: "critical" }));
  const none = () => searchedNone(about, text.slice(0, 200)).then(() => notify(t("suggest.none-noted")), (error) => notify(sentence(error), { tone: "critical" }));
  if (!found || (quiet && found.length === 0)) return null;
  return html`<section class="suggested" aria-label=${t("suggest.title")}><header class="row"><${Icon} name="lightbulb" /><h2 class="spring">${t("suggest.title")}</h2></header>
    ${found.length === 0 && html`<p class="row wraps"><span class="muted spring">${t("suggest.none")}</span><${Button} small onClick=${none}>${t("suggest.note-none")}<//></p>`}
    <ul class="rail-lines">${found.map((hit) => html`<li><span class="row"><a class="strong spring breaks" href=${`/work/articles/${hit.id}`} target="_blank" rel="noopener">${hit.title}</a>
      ${used.has(hit.id) ? html`<span class="badge tone-ok"><${Icon} name="check" /><span>${t("use.used")}</span></span>` : html`<${Button} small onClick=${() => put(hit)}>${t("suggest.use")}<//>`}</span><span class="small muted two-lines">${hit.excerpt}</span></li>`)}</ul></section>`;
}
