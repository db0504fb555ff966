/** Small things that stand in many places: times, people, numbers of records, text to copy. */
import { html, useEffect, useState } from "./preact.js";
import { Button } from "./button.js";
import { ago, dateTime, fullTime } from "../text/format.js";
import { t } from "../text/text.js";

/** One clock for all relative times on the page. */
const ticking = new Set();
setInterval(() => ticking.forEach((tick) => tick(Date.now())), 20_000);

/** A time, as distance or, with `exact`, as date; the whole of it as hint. */
export function Time({ value, exact }) {
  const [now, tick] = useState(Date.now());
  useEffect(() => {
    if (exact) return undefined;
    ticking.add(tick);
    return () => ticking.delete(tick);
  }, [exact]);
  if (!value) return html`<span class="muted">–</span>`;
  return html`<time datetime=${value} title=${fullTime(value)}>${exact ? dateTime(value) : ago(value, Math.max(now, Date.now() - 20_000))}</time>`;
}

const initials = (name) => name.split(/\s+/).map((part) => part[0]).filter(Boolean).slice(0, 2).join("").toUpperCase();

/** A person with initials; nobody says so. */
export const Person = ({ person, short }) => person
  ? html`<span class="person" title=${short ? person.name : undefined}><span class="avatar" aria-hidden="true">${initials(person.name ?? "?")}</span><span class=${short ? "unseen" : "one-line"}>${person.name ?? t("common.someone")}</span></span>`
  : html`<span class="muted">${t("common.nobody")}</span>`;

const places = {
  INC: "/work/incidents", PRB: "/work/problems", CAN: "/work/candidates", CHG: "/work/changes",
  KER: "/work/known-errors", ALT: "/operations/alerts", SIT: "/operations/situations", MWD: "/operations/windows", MIM: "/operations/major-incidents", ADJ: "/operations/runs",
};
/** Where the record of this number is shown, or null. */
export function placeOf(number) {
  const prefix = /^[A-Z]+/.exec(number.toUpperCase())?.[0];
  return places[prefix] ? `${places[prefix]}/${encodeURIComponent(number.toUpperCase())}` : null;
}

/** The number of a record as a link to it. */
export function Numbered({ number, at }) {
  const place = at ?? placeOf(number);
  return place ? html`<a class="number" href=${place}>${number}</a>` : html`<span class="number">${number}</span>`;
}

/** Text to be taken elsewhere. */
export function Copyable({ text, label }) {
  const [done, say] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    say(true);
    setTimeout(() => say(false), 2000);
  };
  return html`<div class="copyable">
    <pre tabindex="0" aria-label=${label}>${text}</pre>
    <${Button} small icon=${done ? "check" : "copy"} label=${done ? t("common.copied") : t("common.copy")} onClick=${copy} />
    <span class="unseen" role="status">${done ? t("common.copied") : ""}</span>
  </div>`;
}
