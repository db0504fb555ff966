/** The same calendar where there is no room for columns: day after day. */
import { html } from "../../ui/preact.js";
import { piecesOf } from "./calendar-model.js";
import { Words, placeOfChange, toneOf } from "./calendar-bits.js";
import { day } from "../../text/format.js";

export function Agenda({ days, changes, rivals }) {
  return html`<ol class="stack">${days.map((date) => ({ date, pieces: piecesOf(changes, date) })).filter(({ pieces }) => pieces.length > 0).map(({ date, pieces }) => html`<li class="card flush"><h2 class="card-head">${day(date)}</h2>
    <ul class="agenda">${pieces.map(({ change, top, bottom }) => html`<li><a class=${`chip-line tone-${toneOf(change)} ${change.state}`} href=${placeOfChange(change)}><span class="chip-words"><${Words} change=${change} rivals=${rivals.get(change.id)} /></span>
      <span class="chip-track" aria-hidden="true"><span style=${{ left: `${top * 100}%`, width: `max(4px, ${(bottom - top) * 100}%)` }} /></span></a></li>`)}</ul></li>`)}</ol>`;
}
