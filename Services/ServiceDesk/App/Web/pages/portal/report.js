/** Reporting trouble: three fields; what is known already and what may help appear while one types. */
import { html, useEffect, useRef, useState } from "../../ui/preact.js";
import { Icon } from "../../ui/icon.js";
import { Form } from "../../ui/form.js";
import { Page } from "../../ui/page.js";
import { Outage, outageTitle, useMyServices } from "./status.js";
import { reportTrouble, suggestArticles } from "../../services/portal.js";
import { navigate, useAddress } from "../../shell/router.js";
import { notify } from "../../shell/notices.js";
import { t } from "../../text/text.js";

const words = (text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 3);

/** Outages of the service that was chosen, or whose name is in what was typed. */
function fitting(services, { service, summary = "" }) {
  const typed = words(summary);
  return services.filter((one) => one.outage && (one.id === service || words(one.name).some((word) => typed.some((other) => other.startsWith(word) || word.startsWith(other)))));
}

/** Articles for what stands in the form, a moment after the last key. */
function useHelp({ summary = "", description = "", service }) {
  const [help, show] = useState([]);
  const text = `${summary}\n${description}`.trim();
  useEffect(() => {
    if (text.length < 4) { show([]); return undefined; }
    const abort = new AbortController();
    const timer = setTimeout(() => suggestArticles(text, service || null, abort.signal).then(show, () => {}), 350);
    return () => { clearTimeout(timer); abort.abort(); };
  }, [text, service]);
  return help;
}

function Beside({ values, services }) {
  const outages = fitting(services, values);
  const help = useHelp(values);
  return html`<aside class="stack wide report-beside" aria-live="polite">
    ${outages.length > 0 && html`<section class="stack"><h2>${t("trouble.known")}</h2><p class="small muted">${t("trouble.known.text")}</p>
      ${outages.map((service) => html`<${Outage} key=${service.outage.incident} service=${service} joined=${() => setTimeout(() => navigate("/portal"), 1200)} />`)}</section>`}
    ${help.length > 0 && html`<section class="card flush"><h2 class="card-head"><${Icon} name="lightbulb" />${t("trouble.help")}</h2><ul class="lines roomy">${help.map((hit) => html`<li><a class="stack tight spring" href=${`/portal/articles/${hit.id}`} target="_blank" rel="noopener" lang=${hit.language}>
      <span class="strong">${hit.title}</span><span class="small muted clamp">${hit.excerpt}</span></a></li>`)}</ul></section>`}
    ${outages.length === 0 && help.length === 0 && html`<section class="card quiet-card"><h2>${t("trouble.next")}</h2><ol class="next-steps"><li>${t("trouble.next.1")}</li><li>${t("trouble.next.2")}</li><li>${t("trouble.next.3")}</li></ol></section>`}
  </aside>`;
}

export default function Report() {
  const { query } = useAddress();
  const { data: services = [] } = useMyServices();
  const [values, see] = useState({});
  const start = useRef({ summary: query.get("q") ?? "", service: query.get("service") });
  const label = (service) => (service.outage ? `${service.name} – ${outageTitle(service)}` : service.name);
  const fields = [
    { name: "summary", label: t("trouble.summary"), required: true, longest: 200, hint: t("trouble.summary.hint") },
    { name: "service", label: t("trouble.service"), kind: "choice", none: t("trouble.service.none"), options: [...services].sort((left, right) => left.name.localeCompare(right.name)).map((service) => ({ value: service.id, label: label(service) })) },
    { name: "description", label: t("trouble.description"), kind: "area", longest: 4000, hint: t("trouble.description.hint") },
  ];
  const done = ({ contact, incident }) => {
    notify(t("trouble.done", { number: contact.number }));
    navigate(`/portal/records/incident/${incident.id}?new=yes`);
  };
  return html`<${Page} title=${t("trouble.title")} about=${t("trouble.about")} trail=${{ href: "/portal", label: t("nav.home") }}>
    <div class="portal with-beside">
      <section class="card roomy-form"><${Form} fields=${fields} start=${start.current} draft="trouble" label=${t("trouble.send")} send=${reportTrouble} done=${done} watch=${see} /></section>
      <${Beside} values=${values} services=${services} />
    </div>
  <//>`;
}
