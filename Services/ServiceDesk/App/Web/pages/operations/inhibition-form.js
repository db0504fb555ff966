/** While one alert fires, others that would only say the same are muted: what mutes what, tried on what fires now. */
import { html, useEffect, useState } from "../../ui/preact.js";
import { Icon } from "../../ui/icon.js";
import { Form } from "../../ui/form.js";
import { MatcherRows, filled } from "../../ui/matchers.js";
import { Numbered } from "../../ui/bits.js";
import { sentence } from "../../ui/standing.js";
import { useSettled } from "../../ui/load.js";
import { useLive } from "../../shell/live.js";
import { post } from "../../services/client.js";
import { t } from "../../text/text.js";

const empty = () => [{ name: "", value: "", isRegex: false, isEqual: true }];
const names = ["alertname", "instance", "service", "severity", "event.severity", "event.check", "event.integration"];

/** What the form begins with. @param {object} [inhibition] */
export const startOf = (inhibition) => (inhibition
  ? { name: inhibition.name, sources: inhibition.sources, targets: inhibition.targets, equal: inhibition.equal.join(", "), settle: inhibition.settle }
  : { sources: empty(), targets: empty(), equal: "", settle: 120 });

/** What was typed as the API takes it. */
export const termsOf = (values) => ({
  name: (values.name ?? "").trim(), sources: filled(values.sources ?? []), targets: filled(values.targets ?? []),
  equal: (values.equal ?? "").split(",").map((label) => label.trim()).filter(Boolean), settle: values.settle === null || values.settle === undefined || values.settle === "" ? undefined : Number(values.settle),
});

const fields = () => [
  { name: "name", label: t("rule.name"), required: true, longest: 100 },
  { name: "sources", label: t("inhibition.sources"), kind: "own", control: (props) => html`<${MatcherRows} label=${t("inhibition.sources")} hint=${t("inhibition.sources.hint")} names=${names} required ...${props} />` },
  { name: "targets", label: t("inhibition.targets"), kind: "own", control: (props) => html`<${MatcherRows} label=${t("inhibition.targets")} hint=${t("inhibition.targets.hint")} names=${names} required ...${props} />` },
  { name: "equal", label: t("inhibition.equal"), longest: 1000, mono: true, hint: t("inhibition.equal.hint") },
  { name: "settle", label: t("inhibition.settle"), kind: "number", hint: t("inhibition.settle.hint") },
];

/** What it would mute of what fires now, as it is typed. @param {{terms: object}} props */
export function InhibitionTrial({ terms }) {
  const [found, show] = useState(null);
  const wanted = JSON.stringify(terms);
  const ask = async () => {
    if (terms.sources.length === 0 || terms.targets.length === 0) return show(null);
    try {
      // What has no name yet may be tried all the same.
      show({ trial: await post("inhibitions/try", { ...terms, name: terms.name || "?" }) });
    } catch (problem) {
      show({ problem });
    }
  };
  const soon = useSettled(ask, 300);
  useEffect(() => { soon(); }, [wanted]);
  useLive("alerts", soon);
  if (!found) return html`<div class="trial muted small" role="status">${t("inhibition.trial.none-yet")}</div>`;
  if (found.problem) return html`<div class="trial" role="status"><span class="fault"><${Icon} name="alert" />${sentence(found.problem)}</span></div>`;
  const { trial } = found;
  return html`<section class="trial card flush" aria-label=${t("inhibition.trial")}><h3 class="card-head" role="status">${t("inhibition.trial.count", { count: trial.muted, sources: trial.sources })}</h3>
    ${trial.firstMuted.length > 0 && html`<ul class="lines">${trial.firstMuted.slice(0, 20).map((alert) => html`<li><${Icon} name="mute" /><span class="one-line spring">${alert.summary}</span><${Numbered} number=${alert.number} /></li>`)}</ul>`}</section>`;
}

/** @param {{start: object, draft: string | null, label: string, send: (terms: object, key: string) => Promise<any>, done: Function, cancel: Function}} props */
export function InhibitionForm({ start, draft, label, send, done, cancel }) {
  const give = async (values, key) => {
    try {
      return await send(termsOf(values), key);
    } catch (problem) {
      problem.field = problem.field?.split(".")[0];
      throw problem;
    }
  };
  return html`<${Form} fields=${fields()} start=${start} draft=${draft} label=${label} send=${give} done=${done} cancel=${cancel} below=${(values) => html`<${InhibitionTrial} terms=${termsOf(values)} />`} />`;
}
