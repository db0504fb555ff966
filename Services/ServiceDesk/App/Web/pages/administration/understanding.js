/** How what an integration sends is understood: its tool, its time zone, its words, its mapping and its rules, tried out on a sample before it is saved. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Form } from "../../ui/form.js";
import { Failure, Skeleton } from "../../ui/standing.js";
import { LineRules, rulesOf, typedRules } from "./line-rules.js";
import { Sample } from "./sample.js";
import { SeverityWords, severityChoices, wordsOf } from "./severity-words.js";
import { readable } from "../../ui/readable.js";
import { toolName } from "./tools.js";
import { zones } from "./zones.js";
import { get, patch } from "../../services/client.js";
import { useLoad } from "../../ui/load.js";
import { notify } from "../../shell/notices.js";
import { t } from "../../text/text.js";

const whole = (value) => JSON.stringify(value, null, 2);

/** What was typed as the profile to send. Throws when the mapping is no JSON. */
function profileOf(values, before) {
  const typed = (values.mapping ?? "").trim();
  return {
    ...before, kind: values.kind ?? "any", timeZone: values.timeZone || "UTC", standardSeverity: values.standardSeverity ?? null,
    item: values.item || null, service: values.service || null, silence: values.silence ? Number(values.silence) * 60 : null,
    severities: wordsOf(values.severities), rules: rulesOf(values.rules), mapping: typed === "" ? null : JSON.parse(typed),
  };
}

/** What the form begins with. */
const startOf = (profile) => ({
  ...profile, mapping: profile.mapping ? whole(profile.mapping) : "", silence: profile.silence ? profile.silence / 60 : null,
  severities: Object.entries(profile.severities ?? {}), rules: typedRules(profile.rules),
});

const fields = (kinds, place) => [
  { name: "kind", label: t("profile.kind"), kind: "choice", required: true, options: kinds.map((one) => ({ value: one.kind, label: toolName(one.kind) })) },
  { name: "timeZone", label: t("profile.time-zone"), kind: "choice", required: true, options: zones(), hint: t("profile.time-zone.hint") },
  { name: "severities", label: t("profile.severities"), kind: "own", control: (props) => html`<${SeverityWords} ...${props} />` },
  { name: "standardSeverity", label: t("profile.standard-severity"), kind: "choice", options: severityChoices() },
  { name: "item", label: t("profile.item"), longest: 200 },
  { name: "service", label: t("profile.service"), longest: 200 },
  { name: "silence", label: t("profile.silence"), kind: "number", hint: t("profile.silence.hint") },
  { name: "mapping", label: t("profile.mapping"), kind: "area", mono: true, hint: t("profile.mapping.hint") },
  { name: "rules", label: t("profile.rules"), kind: "own", control: (props) => html`<${LineRules} place=${place} ...${props} />` },
];

/** @param {{integration: object, sample?: {body: string, format?: string, type?: string}, done: Function, cancel: Function}} props `sample`: what to try it on at once */
export function Understanding({ integration, sample, done, cancel }) {
  const { data, error, again } = useLoad((signal) => get("integration-kinds", undefined, signal), []);
  const [place, point] = useState();
  if (error) return html`<${Failure} error=${error} again=${again} />`;
  if (!data) return html`<${Skeleton} lines=${6} />`;
  const { profile } = integration;
  const send = async (values) => {
    try {
      return await patch(`integrations/${integration.id}`, { profile: profileOf(values, profile) }, { version: integration.version });
    } catch (problem) {
      if (problem instanceof SyntaxError) throw Object.assign(new Error(t("profile.mapping.no-json")), { field: "mapping" });
      const [field, ...rest] = (problem.field ?? "").replace(/^profile\./, "").split(".");
      point(field === "rules" && rest.length > 0 ? rest.join(".") : undefined);
      throw Object.assign(problem, { field });
    }
  };
  const below = (values, change) => {
    const shipped = data.items.find((one) => one.kind === values.kind)?.mapping;
    const more = shipped && html`<${Button} onClick=${() => change({ mapping: whole(shipped) })}>${t("profile.mapping.shipped")}<//>`;
    return html`<${Sample} sample=${sample && { ...sample, body: readable(sample.body) }} kind=${values.kind} profile=${() => profileOf(values, profile)} more=${more} />`;
  };
  const saved = () => { notify(t("profile.saved", { name: integration.name })); done(); };
  return html`<${Form} fields=${fields(data.items, place)} draft=${null} start=${startOf(profile)} label=${t("profile.save")} send=${send} done=${saved} cancel=${cancel} below=${below} />`;
}
