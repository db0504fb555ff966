/** What one can ask for, by what people want to do. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Empty, Failure, Skeleton } from "../../ui/standing.js";
import { Icon } from "../../ui/icon.js";
import { Page } from "../../ui/page.js";
import { useLoad } from "../../ui/load.js";
import { catalogue } from "../../services/portal.js";
import { delivered } from "./delivery.js";
import { money } from "../../text/format.js";
import { t } from "../../text/text.js";

const fits = (item, offering, domain, words) => words.every((word) => [item.name, item.summary, offering.name, domain.name].some((text) => text?.toLowerCase().includes(word)));

/** Only what has the words; groups that have nothing left are gone. */
function sifted(domains, text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return domains.map((domain) => ({ ...domain, offerings: domain.offerings.map((offering) => ({ ...offering, items: offering.items.filter((item) => fits(item, offering, domain, words)) })).filter(({ items }) => items.length > 0) }))
    .filter(({ offerings }) => offerings.length > 0);
}

const Item = ({ item }) => html`<li><a class="offer" href=${`/portal/catalogue/${item.id}`}><span class="way-mark"><${Icon} name=${item.icon ?? "box"} /></span>
  <span class="stack tight"><span class="strong" dir="auto">${item.name}</span><span class="small muted clamp" dir="auto">${item.summary}</span>
  <span class="small offer-facts"><span><${Icon} name="clock" />${delivered(item.delivery)}</span>${item.cost && html`<span><${Icon} name="money" />${money(item.cost)}</span>`}${item.needsApproval && html`<span><${Icon} name="approve" />${t("catalogue.approval")}</span>`}</span></span></a></li>`;

const Missing = ({ words }) => html`<section class="card row help-card wraps"><${Icon} name="lightbulb" large /><div class="spring"><h2>${t("catalogue.missing")}</h2><p class="muted">${t("catalogue.missing.text")}</p></div>
  <${Button} href=${`/portal/ask${words ? `?q=${encodeURIComponent(words)}` : ""}`}>${t("ask.title")}<//></section>`;

export default function Catalogue() {
  const { data, error, again } = useLoad((signal) => catalogue(undefined, signal), []);
  const [words, type] = useState("");
  const shown = data && sifted(data, words);
  const Group = ({ domain, offering }) => html`<section class="stack"><h3 class="offer-head" dir="auto">${offering.name}${offering.description && html`<span class="muted"> · ${offering.description}</span>`}</h3>
    <ul class="offers">${offering.items.map((item) => html`<${Item} key=${item.id} item=${item} domain=${domain} />`)}</ul></section>`;
  return html`<${Page} title=${t("nav.wishes")} about=${t("catalogue.about")} trail=${{ href: "/portal", label: t("nav.home") }}>
    <div class="portal stack wide">
      <label class="filter-words roomy"><${Icon} name="search" /><span class="unseen">${t("catalogue.find")}</span><input type="search" placeholder=${t("catalogue.find")} value=${words} maxlength="200" onInput=${(event) => type(event.target.value)} /></label>
      ${error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<div class="card"><${Skeleton} lines=${6} /></div>` : html`
        ${data.length > 1 && !words && html`<nav class="row wraps jump" aria-label=${t("catalogue.domains")}>${data.map((domain) => html`<a class="chip jump-chip" href=${`#domain-${domain.id}`}><${Icon} name=${domain.icon ?? "box"} />${domain.name}</a>`)}</nav>`}
        ${shown.map((domain) => html`<section class="stack domain" id=${`domain-${domain.id}`}><h2 class="domain-head" dir="auto"><${Icon} name=${domain.icon ?? "box"} large />${domain.name}</h2>${domain.offerings.map((offering) => html`<${Group} key=${offering.id} domain=${domain} offering=${offering} />`)}</section>`)}
        ${shown.length === 0 && html`<${Empty} icon="catalogue" title=${t(words ? "catalogue.nothing" : "catalogue.empty")}>${t("catalogue.nothing.text")}<//>`}
        <${Missing} words=${words} />`}
    </div>
  <//>`;
}
