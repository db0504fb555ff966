/** The one search field of the portal: answers, things to ask for, and one's own records, while one types. */
import { html, useId, useState } from "../../ui/preact.js";
import { Icon } from "../../ui/icon.js";
import { useSuggestions } from "../../ui/picker.js";
import { catalogue, findArticles, suggestRecords } from "../../services/portal.js";
import { navigate } from "../../shell/router.js";
import { placeOfMine } from "./places.js";
import { t } from "../../text/text.js";

/** All items of a catalogue that was asked with words. */
export const itemsOf = (domains) => domains.flatMap((domain) => domain.offerings.flatMap((offering) => offering.items.map((item) => ({ ...item, offering, domain }))));

/** A source that is away, or that this person may not use, leaves the others standing. */
async function everywhere(words, signal) {
  const [articles, domains, records] = (await Promise.allSettled([
    findArticles(words, { typing: true, limit: 4 }, signal), catalogue(words, signal), suggestRecords(words, signal),
  ])).map(({ value }) => value);
  return [
    ...(articles?.items ?? []).slice(0, 4).map((hit) => ({ group: "answers", icon: "book", label: hit.title, lang: hit.language, to: `/portal/articles/${hit.id}` })),
    ...itemsOf(domains ?? []).slice(0, 4).map((item) => ({ group: "wishes", icon: item.icon, label: item.name, about: item.summary, to: `/portal/catalogue/${item.id}` })),
    ...(records ?? []).filter((hit) => hit.kind !== "article").slice(0, 4).map((hit) => ({ group: "mine", icon: "inbox", label: hit.title, number: hit.number, to: placeOfMine(hit) })),
  ];
}

/** @param {{words?: string, big?: boolean}} props */
export function Find({ words: first = "", big }) {
  const id = useId();
  const [words, type] = useState(first);
  const [at, point] = useState(-1);
  const [open, show] = useState(false);
  const found = useSuggestions(open ? words.trim() : "", everywhere, 2);
  const go = (event) => {
    event.preventDefault();
    show(false);
    if (found?.[at]) navigate(found[at].to);
    else if (words.trim()) navigate(`/portal/search?q=${encodeURIComponent(words.trim())}`);
  };
  const key = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found?.length) { event.preventDefault(); point((at + step + found.length + (at < 0 && step < 0 ? 1 : 0)) % found.length); }
    if (event.key === "Escape") { show(false); point(-1); }
  };
  const seen = open && found;
  return html`<form class=${`find${big ? " big" : ""}`} role="search" onSubmit=${go}>
    <${Icon} name="search" large />
    <input type="text" role="combobox" autocomplete="off" aria-autocomplete="list" aria-expanded=${String(Boolean(seen && found.length))} aria-controls=${id} aria-activedescendant=${seen && at >= 0 ? `${id}-${at}` : undefined}
      aria-label=${t("find.label")} placeholder=${t("find.placeholder")} maxlength="200" value=${words} dir="auto"
      onInput=${(event) => { type(event.target.value); point(-1); show(true); }} onFocus=${() => show(true)} onBlur=${() => setTimeout(() => show(false), 150)} onKeyDown=${key} />
    <button class="find-go" type="submit" aria-label=${t("find.go")}><${Icon} name="arrow-right" large /></button>
    ${seen && html`<ul class="find-list" id=${id} role="listbox" aria-label=${t("palette.results")}>
      ${found.map((entry, index) => html`${entry.group !== found[index - 1]?.group && html`<li class="palette-group" role="presentation">${t(`find.${entry.group}`)}</li>`}
        <li role="option" id=${`${id}-${index}`} aria-selected=${String(index === at)} onPointerDown=${(event) => { event.preventDefault(); navigate(entry.to); }}>
          <${Icon} name=${entry.icon ?? "box"} /><span class="one-line spring" dir="auto" lang=${entry.lang}><span class="strong">${entry.label}</span>${entry.about && html` <span class="muted">${entry.about}</span>`}</span>${entry.number && html`<span class="number muted">${entry.number}</span>`}</li>`)}
      ${found.length === 0 && html`<li class="palette-group" role="presentation">${t("find.nothing")}</li>`}</ul>`}
  </form>`;
}
