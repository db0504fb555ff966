/** What to mute, when, and why: for a new silence and for other terms, with what it would mute now below. */
import { html, useState } from "../../ui/preact.js";
import { Field, ManyOf } from "../../ui/field.js";
import { Form } from "../../ui/form.js";
import { MatcherRows, filled } from "../../ui/matchers.js";
import { Segments } from "../../ui/segments.js";
import { SilenceTrial } from "./silence-trial.js";
import { zones } from "../administration/zones.js";
import { duration, fromLocalInput, localInput, weekday, zoneHere } from "../../text/format.js";
import { t } from "../../text/text.js";

const lengths = [30, 60, 120, 240, 480, 1440, 4320, 10_080];
// The first of these dates was a Monday.
const days = () => [1, 2, 3, 4, 5, 6, 7].map((value) => ({ value, label: weekday(new Date(2024, 0, value, 12)) }));

/** What the form begins with. @param {object} [silence] @param {object[]} [matchers] */
export function startOf(silence, matchers) {
  const weekly = { days: [1, 2, 3, 4, 5], from: "22:00", to: "06:00", zone: zoneHere() };
  if (!silence) return { matchers: matchers ?? [{ name: "", value: "", isRegex: false, isEqual: true }], when: { kind: "for", minutes: 60, weekly }, comment: "" };
  return {
    matchers: silence.matchers, comment: silence.comment,
    when: { kind: silence.weekly ? "weekly" : "until", minutes: 60, start: localInput(silence.start), end: silence.end ? localInput(silence.end) : "", weekly: silence.weekly ?? weekly },
  };
}

const time = (text) => (text ? fromLocalInput(text) : null);

/** What was typed as the API takes it. */
function terms({ matchers, when, comment }, first) {
  const common = { matchers: filled(matchers), comment };
  if (when.kind === "for") return { ...common, end: new Date(Date.now() + when.minutes * 60_000).toISOString() };
  const times = { start: time(when.start) ?? (first ?? undefined), end: time(when.end) };
  return when.kind === "weekly" ? { ...common, ...times, weekly: when.weekly } : { ...common, ...times };
}

function When({ value, change, fault }) {
  const put = (part) => change({ ...value, ...part });
  const weekly = (part) => put({ weekly: { ...value.weekly, ...part } });
  const field = (name, label, kind, more) => html`<${Field} field=${{ name, label, kind, ...more }} value=${value[name]} change=${(next) => put({ [name]: next })} />`;
  return html`<div class="field when"><span class="label" aria-hidden="true">${t("silence.when")}</span><${Segments} label=${t("silence.when")} value=${value.kind} change=${(kind) => put({ kind })}
      options=${["for", "until", "weekly"].map((kind) => ({ value: kind, label: t(`silence.when.${kind}`) }))} />
    ${value.kind === "for" && html`<div class="quick" role="group" aria-label=${t("silence.length")}>${lengths.map((minutes) => html`<button type="button" class=${`button small${minutes === value.minutes ? " chosen" : ""}`} aria-pressed=${String(minutes === value.minutes)} onClick=${() => put({ minutes })}>${duration(minutes * 60)}</button>`)}</div>`}
    ${value.kind === "weekly" && html`<${ManyOf} label=${t("silence.days")} required options=${days()} value=${value.weekly.days} change=${(next) => weekly({ days: next.sort() })} />
      <div class="pair"><${Field} field=${{ name: "from", label: t("silence.from"), kind: "clock", required: true }} value=${value.weekly.from} change=${(from) => weekly({ from })} />
        <${Field} field=${{ name: "to", label: t("silence.to"), kind: "clock", required: true, hint: value.weekly.to <= value.weekly.from ? t("silence.next-day") : undefined }} value=${value.weekly.to} change=${(to) => weekly({ to })} /></div>
      <${Field} field=${{ name: "zone", label: t("account.zone"), kind: "choice", required: true, options: zones() }} value=${value.weekly.zone} change=${(zone) => weekly({ zone })} />`}
    ${value.kind !== "for" && html`<div class="pair">${field("start", t("silence.start"), "time", { hint: t("silence.start.hint") })}${field("end", t("silence.end"), "time", { required: value.kind === "until", hint: value.kind === "weekly" ? t("silence.end.hint") : undefined })}</div>`}
    ${fault && html`<span class="fault" role="alert" tabindex="-1">${fault}</span>`}</div>`;
}

const parts = { matchers: "matchers", weekly: "when", start: "when", end: "when", comment: "comment" };

/** @param {{start: object, first?: string, draft: string | null, label: string, send: (terms: object, key: string) => Promise<any>, done: Function, cancel: Function, names?: string[], conflict?: any}} props */
export function SilenceForm({ start, first, draft, label, send, done, cancel, names, conflict }) {
  const [typed, see] = useState(start);
  const fields = [
    { name: "matchers", label: t("silence.matchers"), kind: "own", control: (props) => html`<${MatcherRows} label=${t("silence.matchers")} hint=${t("silence.matchers.hint")} names=${names} required ...${props} />` },
    { name: "when", label: t("silence.when"), kind: "own", control: (props) => html`<${When} ...${props} />` },
    { name: "comment", label: t("form.reason"), required: true, longest: 500, hint: t("silence.comment.hint") },
  ];
  const give = async (values, key, force) => {
    try {
      return await send(terms(values, first), key, force);
    } catch (problem) {
      problem.field = parts[problem.field?.split(".")[0]] ?? problem.field;
      throw problem;
    }
  };
  return html`<${Form} fields=${fields} start=${start} draft=${draft} label=${label} send=${give} done=${done} cancel=${cancel} conflict=${conflict} watch=${see}
    below=${() => html`<${SilenceTrial} matchers=${typed.matchers} />`} />`;
}
