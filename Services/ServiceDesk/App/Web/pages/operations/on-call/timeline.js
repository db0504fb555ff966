/** Shifts to scale, a row for the final schedule and one for each layer; what nobody covers is red. */
import { html } from "../../../ui/preact.js";
import { useNarrow } from "../../../ui/narrow.js";
import { day, dayNumber, list, span, weekday } from "../../../text/format.js";
import { t } from "../../../text/text.js";

/** A hue for each person, far from the others of the schedule and from the red of a gap; only beside the name, never instead of it. */
function huesOf(rows) {
  const ids = [...new Set(rows.flatMap(({ shifts }) => shifts.flatMap(({ people }) => people.map(({ id }) => id.toLowerCase()))))].sort();
  return new Map(ids.map((id, at) => [id, 60 + (Math.round(170 + at * 103) % 270)]));
}

const namesOf = (people) => list(people.map(({ name }) => name ?? t("common.someone")));

function Bar({ shift, from, until, gaps, hues }) {
  const whole = until - from;
  const [start, end] = [Math.max(new Date(shift.from), from), Math.min(new Date(shift.until), until)];
  if (end <= start || (shift.people.length === 0 && !gaps)) return null;
  const who = shift.people.length === 0 ? t("on-call.nobody") : namesOf(shift.people);
  const look = ["shift", shift.people.length === 0 && "gap", shift.exceptions.length > 0 && "changed"].filter(Boolean).join(" ");
  const hue = hues.get(shift.people[0]?.id.toLowerCase()) ?? 0;
  return html`<li class=${look} style=${{ left: `${((start - from) / whole) * 100}%`, width: `${((end - start) / whole) * 100}%`, "--hue": hue }}
    title=${`${who}\n${span(shift.from, shift.until)}${shift.exceptions.length > 0 ? `\n${t("on-call.changed")}` : ""}`}><span class="one-line">${who}</span></li>`;
}

/** The same to be read: who, from when until when. */
export const Shifts = ({ shifts }) => html`<details open=${useNarrow(640)}><summary>${t("reports.as-table")}</summary><div class="card table-scroll" tabindex="0" role="region" aria-label=${t("on-call.calendar")}><table class="levels"><thead><tr><th scope="col">${t("reports.period")}</th><th scope="col">${t("on-call.final")}</th></tr></thead>
  <tbody>${shifts.map((shift) => html`<tr key=${shift.from}><td class="figures">${span(shift.from, shift.until)}</td><td>${shift.people.length === 0 ? html`<span class="late">${t("on-call.nobody")}</span>` : namesOf(shift.people)}${shift.exceptions.length > 0 && html` <span class="small muted">${t("on-call.changed")}</span>`}</td></tr>`)}</tbody></table></div></details>`;

/** @param {{rows: {name: string, shifts: object[], final?: boolean}[], days: Date[], until: Date}} props */
export function Timeline({ rows, days, until }) {
  const from = days[0];
  const hues = huesOf(rows);
  const now = Date.now();
  const at = (now - from) / (until - from);
  return html`<div class="table-scroll" tabindex="0" role="region" aria-label=${t("on-call.calendar")}><div class=${`on-call-lines${days.length > 7 ? " long" : ""}`}>
    <div class="on-call-line head" aria-hidden="true"><span /><ol class="on-call-days">${days.map((date) => html`<li key=${date.getTime()} title=${day(date)}><span class="muted">${weekday(date)}</span> <span class="figures">${dayNumber(date)}</span></li>`)}</ol></div>
    ${rows.map((row) => html`<div class=${`on-call-line${row.final ? " final" : ""}`}><span class="one-line small" title=${row.name}>${row.name}</span>
      <ol class="on-call-track" aria-label=${row.name}>${row.shifts.map((shift) => html`<${Bar} key=${shift.from} shift=${shift} from=${from} until=${until} gaps=${row.final} hues=${hues} />`)}
        ${at > 0 && at < 1 && html`<li class="now" aria-hidden="true" style=${{ left: `${at * 100}%` }} />`}</ol></div>`)}
  </div></div>`;
}
