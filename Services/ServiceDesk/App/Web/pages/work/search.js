/** Search over everything: records of all services, people, services, articles. */
import { html, useEffect, useRef, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Empty, Failure, Skeleton } from "../../ui/standing.js";
import { Filters, filterQuery } from "../../ui/filters.js";
import { Icon } from "../../ui/icon.js";
import { Marked } from "../../ui/marked.js";
import { Notice } from "../../ui/form.js";
import { Numbered, Time } from "../../ui/bits.js";
import { Page } from "../../ui/page.js";
import { Priority, State } from "../../ui/badge.js";
import { get } from "../../services/client.js";
import { choices, useAll, useNames } from "../../services/names.js";
import { iconOf, placeOfRecord } from "../../services/places.js";
import { useLoad } from "../../ui/load.js";
import { useKeys } from "../../shell/shortcuts.js";
import { useAddress } from "../../shell/router.js";
import { t, word } from "../../text/text.js";

const kinds = ["incident", "problem", "known-error", "change", "request", "contact", "article", "unsupported-request"];

const Hit = ({ hit, words, names, at }) => html`<li class=${at ? "at" : ""}><span class="hit-icon" title=${word("kind", hit.kind)}><${Icon} name=${iconOf(hit.kind)} /><span class="unseen">${word("kind", hit.kind)}</span></span>
  <${Numbered} number=${hit.number} at=${placeOfRecord(hit)} /><span class="spring one-line strong" dir="auto"><${Marked} text=${hit.title} words=${words} /></span>
  <span class="hides-narrow">${hit.priority && html`<${Priority} value=${hit.priority} />`}</span><${State} value=${hit.state} bare />
  <span class="muted small hides-narrow hit-who one-line">${hit.assignee ? names.get(hit.assignee.toLowerCase()) ?? "" : ""}</span><span class="muted small hides-narrow"><${Time} value=${hit.updatedAt} /></span></li>`;

export default function Search() {
  const { query } = useAddress();
  const [services, teams] = [useAll("service"), useAll("team")];
  const names = useNames();
  const filters = [
    { name: "kind", label: t("search.kind"), options: kinds.map((value) => ({ value, label: word("kind", value) })) }, { name: "open", label: t("filter.open"), single: true, options: [{ value: "true", label: t("filter.yes") }, { value: "false", label: t("filter.no") }] },
    { name: "service", label: t("record.service"), options: choices(services) }, { name: "team", label: t("record.team"), options: choices(teams) },
    { name: "priority", label: t("record.priority"), options: [1, 2, 3, 4, 5].map((value) => ({ value: String(value), label: t(`priority.${value}`) })) },
  ];
  const asked = filterQuery(query, filters);
  const wanted = JSON.stringify(asked);
  const { data, error, again } = useLoad((signal) => get("search", { ...asked, limit: 50 }, signal), [wanted]);
  const [older, add] = useState(null);
  useEffect(() => add(null), [wanted]);
  const next = older ? older.next : data?.next;
  const more = async () => { const page = await get("search", { ...asked, limit: 50, cursor: next }); add({ items: [...(older?.items ?? []), ...page.items], next: page.next }); };
  const box = useRef(null);
  useKeys({ "/": { label: t("nav.search"), run: () => box.current?.querySelector("input[type=search]")?.focus() } });
  const words = (asked.q ?? "").split(/\s+/).filter(Boolean);
  const hits = [...(data?.items ?? []), ...(older?.items ?? [])];
  return html`<${Page} title=${t("nav.find")}><div ref=${box}><${Filters} filters=${filters} query=${query} search sorts=${[{ value: "relevance", label: t("sort.relevance") }, { value: "-updatedAt", label: t("sort.changed") }]} standard="relevance" /></div>
    ${data?.fuzzy && html`<${Notice} tone="info">${t("search.fuzzy")}<//>`}
    ${data && (data.people?.length > 0 || data.services?.length > 0) && html`<div class="row wraps">${data.services?.map((service) => html`<a class="chip chip-button" href=${`/operations/health/${service.id}`}><span class="chip-open"><${Icon} name="service" />${service.name}</span></a>`)}
      ${data.people?.map((person) => html`<a class="chip chip-button" href=${`/administration/people?q=${encodeURIComponent(person.name)}`}><span class="chip-open"><${Icon} name="person" />${person.name}</span></a>`)}</div>`}
    ${error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<div class="card flush"><${Skeleton} lines=${10} /></div>`
      : hits.length === 0 ? html`<${Empty} icon="search" title=${t("search.empty")}>${t("search.empty.text")}<//>`
      : html`<ul class="card flush lines hits">${hits.map((hit) => html`<${Hit} key=${hit.id} hit=${hit} words=${words} names=${names} />`)}</ul>`}
    ${next && html`<div class="list-more"><${Button} onClick=${more}>${t("list.more")}<//></div>`}
  <//>`;
}
