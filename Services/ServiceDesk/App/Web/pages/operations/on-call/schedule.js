/** One schedule by week or month: its layers, what comes of them, and who is on call now. */
import { html, useState } from "../../../ui/preact.js";
import { Badge } from "../../../ui/badge.js";
import { Button } from "../../../ui/button.js";
import { Copyable, Person } from "../../../ui/bits.js";
import { Dialog } from "../../../ui/dialog.js";
import { Failure, Skeleton, sentence } from "../../../ui/standing.js";
import { Notice } from "../../../ui/form.js";
import { Page } from "../../../ui/page.js";
import { Segments } from "../../../ui/segments.js";
import { HandOver } from "./hand-over.js";
import { Override, Swap, TakeOver } from "./commands.js";
import { Shifts, Timeline } from "./timeline.js";
import { daysOn, daysShown } from "../calendar-model.js";
import { feed, useSchedule, withdraw } from "../../../services/on-call.js";
import { useNamesOf } from "../../../services/people.js";
import { notify } from "../../../shell/notices.js";
import { setQuery, useAddress } from "../../../shell/router.js";
import { useKeys } from "../../../shell/shortcuts.js";
import { may } from "../../../shell/session.js";
import { isoDay, monthName, span, zoneHere } from "../../../text/format.js";
import { t, word } from "../../../text/text.js";

export default function Schedule({ id }) {
  const { query } = useAddress();
  const view = query.get("view") === "month" ? "month" : "week";
  const asked = new Date(`${query.get("day")}T12:00:00`);
  const around = Number.isNaN(asked.getTime()) ? new Date() : asked;
  const days = daysShown(view, around);
  const until = daysOn(days[days.length - 1], 1);
  const { data, error, again } = useSchedule(id, days[0], until);
  const [open, show] = useState(null);
  const [address, tell] = useState(null);
  const go = (date) => setQuery({ day: date && isoDay(date) });
  const step = (turn) => () => go(view === "week" ? daysOn(around, 7 * turn) : new Date(around.getFullYear(), around.getMonth() + turn, 1));
  const see = (value) => setQuery({ view: value === "week" ? null : value });
  useKeys({
    ",": { label: t("calendar.back"), run: step(-1) }, ".": { label: t("calendar.forward"), run: step(1) }, t: { label: t("calendar.today"), run: () => go(null) },
    w: { label: t("calendar.week"), run: () => see("week") }, m: { label: t("calendar.month"), run: () => see("month") },
    o: { label: t("on-call.override"), run: () => show("override") }, s: { label: t("on-call.swap"), run: () => show("swap") },
  });
  const done = async () => { show(null); await again(); };
  if (error) return html`<${Page} title=${t("nav.on-call")}><${Failure} error=${error} again=${again} /><//>`;
  if (!data) return html`<${Page} title=${t("nav.on-call")}><div class="card flush"><${Skeleton} lines=${8} /></div><//>`;
  const { schedule, now, shifts, layers } = data;
  const gaps = shifts.filter(({ people, until: end }) => people.length === 0 && new Date(end) > new Date());
  const views = ["week", "month"].map((value) => ({ value, label: t(`calendar.${value}`) }));
  return html`<${Page} title=${schedule.name} trail=${{ href: "/operations/on-call", label: t("nav.on-call") }} about=${t("on-call.zone.about", { zone: schedule.zone.replaceAll("_", " "), own: zoneHere().replaceAll("_", " ") })}
    actions=${html`<${TakeOver} schedule=${id} people=${now.people} done=${again} /><${Button} icon="pencil" onClick=${() => show("override")}>${t("on-call.override")}<//><${Button} icon="sort" onClick=${() => show("swap")}>${t("on-call.swap")}<//>
      <${Button} icon="calendar" onClick=${async () => tell(await feed(id))}>${t("on-call.feed")}<//>
      ${may("administrator") && html`<${Button} icon="settings" href=${`/operations/on-call/${id}/layers`}>${t("on-call.layers")}<//>`}`}>
    <p class="row wraps on-call-now" role="status"><span class="muted">${t("on-call.now")}</span>${now.people.length === 0 ? html`<${Badge} tone="critical" icon="alert">${t("on-call.nobody")}<//>` : now.people.map((person) => html`<${Person} person=${person} />`)}<${HandOver} schedule=${id} people=${now.people} /></p>
    ${gaps.length > 0 && html`<${Notice} tone="critical" icon="alert">${t("on-call.gaps.here", { count: gaps.length })}<//>`}
    <div class="calendar-bar row wraps"><${Button} small icon="left" label=${t("calendar.back")} onClick=${step(-1)} /><${Button} small icon="right" label=${t("calendar.forward")} onClick=${step(1)} /><${Button} small onClick=${() => go(null)}>${t("calendar.today")}<//>
      <h2 class="calendar-title" aria-live="polite">${view === "week" ? span(days[0], daysOn(until, -1), { dates: true }) : monthName(around)}</h2><span class="spring" /><${Segments} label=${t("calendar.view")} options=${views} value=${view} change=${see} /></div>
    <div class="card flush"><${Timeline} days=${days} until=${until} rows=${[{ name: t("on-call.final"), shifts, final: true }, ...layers.map((layer) => ({ ...layer, name: layer.name }))]} /></div>
    <${Shifts} shifts=${shifts} />
    <${Exceptions} schedule=${schedule} again=${again} />
    ${open === "override" && html`<${Override} schedule=${id} people=${now.people} close=${() => show(null)} done=${done} />`}
    ${open === "swap" && html`<${Swap} schedule=${id} close=${() => show(null)} done=${done} />`}
    ${address && html`<${Dialog} title=${t("on-call.feed")} close=${() => tell(null)}><p class="muted">${t("on-call.feed.text")}</p><${Copyable} text=${address} label=${t("on-call.feed")} /><//>`}
  <//>`;
}

function Exceptions({ schedule, again }) {
  const coming = schedule.exceptions.filter(({ until }) => new Date(until) > new Date());
  const names = useNamesOf(coming.flatMap(({ by, instead }) => [by, instead]));
  if (coming.length === 0) return null;
  const act = (id) => withdraw(schedule.id, id).then(again, (error) => notify(sentence(error), { tone: "critical" }));
  const person = (id) => html`<${Person} person=${{ id, name: names.get(id) ?? t("common.someone") }} />`;
  return html`<section class="card flush"><h2 class="card-head">${t("on-call.exceptions")} <span class="count">${coming.length}</span></h2><ul class="lines">
    ${coming.map((one) => html`<li class="wraps" key=${one.id}><${Badge} tone="info">${word("on-call.kind", one.kind)}<//><span class="figures">${span(one.from, one.until)}</span>${person(one.by)}
      ${one.instead && html`<span class="muted">${t("on-call.instead-of")}</span>${person(one.instead)}`}<span class="spring" /><${Button} small icon="history" onClick=${() => act(one.id)}>${t("on-call.take-back")}<//></li>`)}</ul></section>`;
}
