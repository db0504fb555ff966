/** One outage at its place in the restore order. */
import { html } from "../../ui/preact.js";
import { Badge, Priority, State } from "../../ui/badge.js";
import { Button } from "../../ui/button.js";
import { Icon } from "../../ui/icon.js";
import { Popover } from "../../ui/popover.js";
import { Numbered, Person, Time } from "../../ui/bits.js";
import { dateTime, duration, hourMinute, isoDay, number, percent } from "../../text/format.js";
import { t } from "../../text/text.js";

const evidence = {
  everything: () => t("restore.evidence.everything"), team: () => t("restore.evidence.team"),
  service: () => t("restore.evidence.service"), cause: () => t("restore.evidence.cause"),
};
const worth = (value) => number(Math.round(value));
const hours = (value) => duration(Math.max(1, Math.round(value * 60)) * 60);
/** From when to when: a day is said where it is not the one before. */
const plan = (start, end, said = isoDay(Date.now())) => ({
  start: isoDay(start) === said ? hourMinute(start) : dateTime(start), end: isoDay(end) === isoDay(start) ? hourMinute(end) : dateTime(end),
});

/** @param {{place: object, first: Function, drag: Function, isWhatIf: boolean}} props */
export function RestoreCard({ place, first, drag, isWhatIf }) {
  const { incident } = place;
  const moved = isWhatIf && place.bestPlace !== place.place;
  return html`<li class=${`restore-card card${place.lossPerHour > 0 ? " tone-critical" : ""}`} tabindex="-1" data-number=${incident.number} draggable="true" onDragStart=${drag}>
    <div class="restore-place" aria-label=${t("restore.place", { place: place.place })}><span class="figures">${place.place}</span>
      ${moved && html`<span class="small muted">${t("restore.was", { place: place.bestPlace })}</span>`}</div>
    <div class="restore-what">
      <p class="row wraps"><${Numbered} number=${incident.number} /><${Priority} value=${incident.priority} /><${State} value=${place.state} />
        <span class="muted">${place.team?.name ?? t("restore.no-team")}</span>${place.assignee && html`<${Person} person=${place.assignee} />`}</p>
      <h2 class="restore-title">${incident.summary}</h2>
      <p class="row wraps small muted">
        <span>${t("restore.since")} <${Time} value=${place.brokenSince} /></span>
        <span>${t("restore.takes", { time: hours(place.expectedHours) })}</span>
        <span>${t("restore.plan", plan(place.startsAt, place.endsAt))}</span></p>
      ${place.needs.length > 0 && html`<p class="row wraps small"><${Badge} tone="warning" icon="lock">${t("restore.waits")}<//>${place.needs.map((one) => html`<${Numbered} number=${one.number} />`)}</p>`}
      ${place.restores.length > 0 && html`<p class="row wraps small"><${Badge} tone="ok" icon="link">${t("restore.restores")}<//>${place.restores.map((one) => html`<${Numbered} number=${one.number} />`)}</p>`}
    </div>
    <div class="restore-cost">
      ${place.lossPerHour > 0 ? html`<span class="restore-minute figures">${t("restore.minute", { value: worth(place.lossPerHour / 60) })}</span>` : html`<span class="muted">${t("restore.no-cost")}</span>`}
      ${place.lostSoFar >= 1 && html`<span class="small muted">${t("restore.so-far", { value: worth(place.lostSoFar) })}</span>`}
    </div>
    <div class="row restore-acts">
      <${WhyHere} place=${place} />
      ${place.place > 1 && html`<${Button} small icon="up" onClick=${first}>${t("restore.first")}<//>`}
    </div>
  </li>`;
}

/** Everything that put it here, as it stands: nothing has to be asked for again. */
function WhyHere({ place }) {
  const label = t("restore.why", { number: place.incident.number });
  const trigger = (open, toggle) => html`<${Button} small icon="question" label=${label} aria-expanded=${String(open)} onClick=${toggle}>${t("restore.why-short")}<//>`;
  return html`<${Popover} trigger=${trigger} label=${label} wide>${() => html`<div class="why" tabindex="-1"><h2>${label}</h2>
    <table class="small"><tbody>
      ${place.services.map((service) => html`<tr><th scope="row">${service.name}</th><td>${t("restore.share", { share: percent(service.share), value: worth(service.valuePerHour) })}</td></tr>`)}
      ${place.services.length === 0 && html`<tr><th scope="row">${t("restore.services")}</th><td>${t("restore.no-worth")}</td></tr>`}
      <tr><th scope="row">${t("restore.hour")}</th><td>${worth(place.lossPerHour)}</td></tr>
      <tr><th scope="row">${t("restore.expected")}</th><td>${hours(place.expectedHours)}</td></tr>
      ${place.estimate.evidence.map((one) => html`<tr><th scope="row">${evidence[one.kind]?.()}</th><td>${t("restore.cases", { count: one.cases, time: hours(one.medianHours) })}</td></tr>`)}
      ${place.swap && html`<tr><th scope="row">${t("restore.swap", { number: place.swap.next.number })}</th><td>${swapWords(place.swap)}</td></tr>`}
    </tbody></table>
    ${place.estimate.evidence.length === 0 && html`<p class="small muted"><${Icon} name="info" /> ${t("restore.no-history")}</p>`}
  </div>`}<//>`;
}

const swapWords = ({ costs }) => (costs === null || costs === undefined ? t("restore.swap.never") : costs >= 1 ? t("restore.swap.costs", { value: worth(costs) }) : t("restore.swap.nothing"));
