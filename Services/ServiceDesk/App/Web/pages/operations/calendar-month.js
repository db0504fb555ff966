/** A month: each day with its changes, and under each the part of the day that its window takes. */
import { html } from "../../ui/preact.js";
import { piecesOf } from "./calendar-model.js";
import { Words, hintOf, placeOfChange, toneOf } from "./calendar-bits.js";
import { setQuery } from "../../shell/router.js";
import { day, dayNumber, isoDay, weekday } from "../../text/format.js";
import { t } from "../../text/text.js";

const most = 3;

function Day({ date, changes, rivals, around }) {
  const pieces = piecesOf(changes, date);
  const other = date.getMonth() !== around.getMonth();
  const today = date.toDateString() === new Date().toDateString();
  return html`<li class=${["month-day", other && "other", today && "today"].filter(Boolean).join(" ")} aria-label=${day(date)} aria-current=${today ? "date" : undefined}>
    <span class="month-number figures" aria-hidden="true">${dayNumber(date)}</span>
    <ul>${pieces.slice(0, most).map(({ change, top, bottom }) => html`<li><a class=${`chip-line tone-${toneOf(change)} ${change.state}`} href=${placeOfChange(change)} title=${hintOf(change, rivals.get(change.id))}>
      <span class="chip-words"><${Words} change=${change} rivals=${rivals.get(change.id)} time=${top > 0} short /></span>
      <span class="chip-track" aria-hidden="true"><span style=${{ left: `${top * 100}%`, width: `max(4px, ${(bottom - top) * 100}%)` }} /></span></a></li>`)}</ul>
    ${pieces.length > most && html`<button type="button" class="month-more small" onClick=${() => setQuery({ view: "week", day: isoDay(date) })}>${t("calendar.more", { count: pieces.length - most })}</button>`}
  </li>`;
}

export function Month({ days, changes, rivals, around }) {
  return html`<div class="month card flush"><div class="month-head" aria-hidden="true">${days.slice(0, 7).map((date) => html`<span>${weekday(date)}</span>`)}</div>
    <ol class="month-days">${days.map((date) => html`<${Day} key=${date.getTime()} date=${date} changes=${changes} rivals=${rivals} around=${around} />`)}</ol></div>`;
}
