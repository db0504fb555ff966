/** What hangs on a record, whatever its kind: watchers, related records, time spent, articles. */
import { html, useState } from "./preact.js";
import { Button } from "./button.js";
import { Dialog } from "./dialog.js";
import { Form } from "./form.js";
import { LinkDialog } from "./link-dialog.js";
import { Menu } from "./popover.js";
import { Numbered } from "./bits.js";
import { State } from "./badge.js";
import { sentence } from "./standing.js";
import { useLoad, useSettled } from "./load.js";
import { articlesOf, links, spend, summary, timeSpent, unjoin, unspend, watcher, watching } from "../services/teamwork.js";
import { choices, useAll } from "../services/names.js";
import { placeOfRecord } from "../services/places.js";
import { useLive } from "../shell/live.js";
import { notify } from "../shell/notices.js";
import { me } from "../shell/session.js";
import { duration } from "../text/format.js";
import { t, word } from "../text/text.js";

const trouble = (error) => notify(sentence(error), { tone: "critical" });
const activities = ["analysis", "repair", "communication", "travel", "administration", "other"];

const Head = ({ title, count, children }) => html`<header class="row"><h2 class="spring">${title}${count ? html` <span class="figures">· ${count}</span>` : ""}</h2>${children}</header>`;

/** Where it goes on, and what goes on here. */
function Merged({ into, merged = [] }) {
  const line = (record) => html`<li><${Numbered} number=${record.number} at=${placeOfRecord(record)} /><span class="small one-line" dir="auto">${record.title}</span></li>`;
  return html`${into && html`<section class="facts"><${Head} title=${t("fulfil.merged-into")} /><ul class="rail-lines">${line(into)}</ul></section>`}
    ${merged.length > 0 && html`<section class="facts"><${Head} title=${t("merge.merged")} count=${merged.length} /><ul class="rail-lines">${merged.map(line)}</ul></section>`}`;
}

function Watchers({ about, names }) {
  const { data, again } = useLoad((signal) => summary(about, signal), [about.kind, about.id]);
  const people = useAll("person");
  const renew = useSettled(again, 300);
  useLive("conversation", renew);
  if (!data) return null;
  const then = (run) => run.then(again, trouble);
  const free = people.filter(({ id }) => !data.watchers?.some((other) => other.toLowerCase() === id.toLowerCase())).slice(0, 40);
  return html`<${Merged} into=${data.mergedInto} merged=${data.merged} />
    <section class="facts"><${Head} title=${t("watch.title")} count=${data.watchers?.length}>
      <${Menu} label=${t("watch.add")} icon="plus" small items=${free.map((person) => ({ label: person.name, run: () => then(watcher(about, person.id, true)) }))} />
      <${Button} small icon=${data.watching ? "eye" : "bell"} aria-pressed=${String(data.watching)} onClick=${() => then(watching(about, !data.watching))}>${data.watching ? t("watch.stop") : t("watch.start")}<//><//>
    ${data.watchers?.length > 0 && html`<ul class="row wraps">${data.watchers.map((person) => html`<li class="chip"><span class="chip-open">${names.get(person.toLowerCase()) ?? t("common.someone")}</span>
      <button type="button" class="chip-drop" aria-label=${t("filter.remove", { name: names.get(person.toLowerCase()) ?? t("common.someone") })} onClick=${() => then(person.toLowerCase() === me().id.toLowerCase() ? watching(about, false) : watcher(about, person, false))}>×</button></li>`)}</ul>`}</section>`;
}

function Links({ about }) {
  const { data, again } = useLoad((signal) => links(about, signal), [about.kind, about.id]);
  const [adding, add] = useState(false);
  return html`<section class="facts"><${Head} title=${t("links.title")} count=${data?.length}><${Button} small look="plain" icon="plus" label=${t("links.add")} onClick=${() => add(true)} /><//>
    ${data?.length > 0 && html`<ul class="rail-lines">${data.map((link) => html`<li><span class="small muted">${word("relation", link.relation)}</span>
      <span class="row"><${Numbered} number=${link.record.number} at=${placeOfRecord(link.record)} /><${State} value=${link.record.state} bare /><span class="spring" /><${Button} look="plain" small icon="close" label=${t("links.remove", { number: link.record.number })} onClick=${() => unjoin(about, link.id).then(again, trouble)} /></span>
      <span class="small one-line">${link.record.title}</span></li>`)}</ul>`}
    ${adding && html`<${LinkDialog} about=${about} close=${() => add(false)} done=${() => { add(false); again(); }} />`}</section>`;
}

function Spent({ about, names }) {
  const { data, again } = useLoad((signal) => timeSpent(about, signal), [about.kind, about.id]);
  const [adding, add] = useState(false);
  const fields = [
    { name: "minutes", label: t("time.minutes"), kind: "number", required: true },
    { name: "activity", label: t("time.activity"), kind: "choice", required: true, options: activities.map((value) => ({ value, label: word("activity", value) })) },
    { name: "note", label: t("time.note"), longest: 400 },
  ];
  return html`<section class="facts"><${Head} title=${t("time.title")} count=${data?.totalMinutes > 0 && duration(data.totalMinutes * 60)}><${Button} small look="plain" icon="plus" label=${t("time.add")} onClick=${() => add(true)} /><//>
    ${data?.items.length > 0 && html`<ul class="rail-lines">${data.items.slice(0, 6).map((one) => html`<li><span class="row"><span class="figures strong">${duration(one.minutes * 60)}</span><span class="one-line">${word("activity", one.activity)}</span><span class="spring" /><span class="small muted one-line">${names.get(one.person?.toLowerCase()) ?? ""}</span>
      ${one.person?.toLowerCase() === me().id.toLowerCase() && html`<${Button} look="plain" small icon="close" label=${t("time.remove")} onClick=${() => unspend(about, one.id).then(again, trouble)} />`}</span>${one.note && html`<span class="small muted">${one.note}</span>`}</li>`)}</ul>`}
    ${adding && html`<${Dialog} title=${t("time.add")} close=${() => add(false)}><${Form} fields=${fields} draft=${`time.${about.id}`} start=${{ minutes: "15", activity: "analysis" }} label=${t("time.record")} send=${(values, key) => spend(about, values, key)} done=${() => { add(false); again(); }} cancel=${() => add(false)} /><//>`}</section>`;
}

function Articles({ about }) {
  const { data } = useLoad((signal) => articlesOf(about, signal).catch(() => []), [about.kind, about.id]);
  const found = data?.filter((use) => use.article) ?? [];
  return found.length > 0 && html`<section class="facts"><${Head} title=${t("nav.articles")} count=${found.length} /><ul class="rail-lines">${found.map((use) => html`<li><span class="small muted">${word("use", use.kind)}</span><a href=${`/work/articles/${use.article.id}`}>${use.article.title}</a></li>`)}</ul></section>`;
}

export const TeamworkRail = ({ about, names }) => html`<${Watchers} about=${about} names=${names} /><${Links} about=${about} /><${Spent} about=${about} names=${names} /><${Articles} about=${about} />`;
