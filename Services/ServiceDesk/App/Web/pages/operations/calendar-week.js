/** A week by the hour: every window as long as it lasts, conflicts joined by a line. */
import { html } from "../../ui/preact.js";
import { daysOn, piecesOf } from "./calendar-model.js";
import { Words, hintOf, placeOfChange, toneOf } from "./calendar-bits.js";
import { dayNumber, hourMinute, weekday } from "../../text/format.js";

const hours = [3, 6, 9, 12, 15, 18, 21];
const percent = (part) => `${part * 100}%`;
const sameDay = (date, other) => date.toDateString() === other.toDateString();

/** Where a piece stands across its day, from 0 to 1. */
const across = (piece) => ({ left: piece.lane / piece.lanes, right: (piece.lane + 1) / piece.lanes });

/** Lines between the two pieces of a conflict, on the day on which it begins, in hundredths of the grid. */
function Joins({ conflicts, columns }) {
  const lines = conflicts.flatMap(({ left, right, from }) => {
    const index = columns.findIndex(({ date }) => from >= date && from < daysOn(date, 1));
    const [one, other] = [left, right].map((change) => columns[index]?.pieces.find((piece) => piece.change.id === change.id));
    if (!one || !other) return [];
    const height = ((from - columns[index].date) / 86_400_000) * 100 + 1.2;
    const [first, second] = one.lane < other.lane ? [one, other] : [other, one];
    const at = (part) => ((index + part) / columns.length) * 100;
    return [{ x1: at(across(first).right - 0.07), x2: at(across(second).left + 0.07), y: height }];
  });
  return html`<svg class="week-joins" aria-hidden="true">${lines.map(({ x1, x2, y }) => html`<line x1=${`${x1}%`} x2=${`${x2}%`} y1=${`${y}%`} y2=${`${y}%`} /><circle cx=${`${x1}%`} cy=${`${y}%`} r="3.5" /><circle cx=${`${x2}%`} cy=${`${y}%`} r="3.5" />`)}</svg>`;
}

export function Week({ days, changes, rivals, conflicts }) {
  const columns = days.map((date) => ({ date, pieces: piecesOf(changes, date) }));
  const now = new Date();
  return html`<div class="week card flush">
    <div class="week-head" aria-hidden="true"><span></span>${days.map((date) => html`<span class=${sameDay(date, now) ? "today" : ""}>${weekday(date)} <b>${dayNumber(date)}</b></span>`)}</div>
    <div class="week-scroll">
      <div class="week-hours" aria-hidden="true">${hours.map((hour) => html`<span style=${{ top: percent(hour / 24) }}>${hourMinute(new Date(2026, 0, 1, hour))}</span>`)}</div>
      <ol class="week-days">${columns.map(({ date, pieces }) => html`<li aria-label=${`${weekday(date)} ${dayNumber(date)}`} class=${[sameDay(date, now) && "today", [0, 6].includes(date.getDay()) && "weekend"].filter(Boolean).join(" ")}>
        <ul>${pieces.map((piece) => html`<li><a class=${`window tone-${toneOf(piece.change)} ${piece.change.state}`} href=${placeOfChange(piece.change)} title=${hintOf(piece.change, rivals.get(piece.change.id))}
          style=${{ top: percent(piece.top), height: `max(24px, ${percent(piece.bottom - piece.top)})`, left: percent(across(piece).left), width: `calc(${percent(1 / piece.lanes)} - 3px)` }}><${Words} change=${piece.change} rivals=${rivals.get(piece.change.id)} short /></a></li>`)}</ul>
        ${sameDay(date, now) && html`<span class="week-now" style=${{ top: percent((now - date) / 86_400_000) }} aria-hidden="true" />`}</li>`)}
      </ol>
      <div class="week-over"><${Joins} conflicts=${conflicts} columns=${columns} /></div>
    </div>
  </div>`;
}
