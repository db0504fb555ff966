/** How what an integration sends is understood: its tool, its time zone, its mapping, tried out on a sample before it is saved. */
import { html, useEffect, useRef, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Form } from "../../ui/form.js";
import { Failure, Skeleton, sentence } from "../../ui/standing.js";
import { Reading } from "./reading.js";
import { readable } from "../../ui/readable.js";
import { toolName } from "./tools.js";
import { zones } from "./zones.js";
import { get, patch, post } from "../../services/client.js";
import { useLoad } from "../../ui/load.js";
import { notify } from "../../shell/notices.js";
import { t } from "../../text/text.js";

const severities = ["critical", "major", "minor", "warning", "info"];
const whole = (value) => JSON.stringify(value, null, 2);

/** What was typed as the profile to send. Throws when the mapping is no JSON. */
function profileOf(values, before) {
  const typed = (values.mapping ?? "").trim();
  return {
    ...before, kind: values.kind ?? "any", timeZone: values.timeZone || "UTC", standardSeverity: values.standardSeverity ?? null,
    item: values.item || null, service: values.service || null, silence: values.silence ? Number(values.silence) * 60 : null,
    mapping: typed === "" ? null : JSON.parse(typed),
  };
}

/** @param {{integration: object, sample?: string, done: Function, cancel: Function}} props `sample`: what to try it on at once */
export function Understanding({ integration, sample, done, cancel }) {
  const { data, error, again } = useLoad((signal) => get("integration-kinds", undefined, signal), []);
  const [reading, show] = useState(null);
  const [fault, complain] = useState(null);
  const outcome = useRef(null);
  useEffect(() => { if (fault || reading) outcome.current?.scrollIntoView({ block: "nearest" }); }, [fault, reading]);
  if (error) return html`<${Failure} error=${error} again=${again} />`;
  if (!data) return html`<${Skeleton} lines=${6} />`;
  const profile = integration.profile;
  const start = { ...profile, mapping: profile.mapping ? whole(profile.mapping) : "", silence: profile.silence ? profile.silence / 60 : null, sample: sample && readable(sample) };
  const fields = [
    { name: "kind", label: t("profile.kind"), kind: "choice", required: true, options: data.items.map((one) => ({ value: one.kind, label: toolName(one.kind) })) },
    { name: "timeZone", label: t("profile.time-zone"), kind: "choice", required: true, options: zones(), hint: t("profile.time-zone.hint") },
    { name: "standardSeverity", label: t("profile.standard-severity"), kind: "choice", options: severities.map((value) => ({ value, label: t(`severity.${value}`) })) },
    { name: "item", label: t("profile.item"), longest: 200 },
    { name: "service", label: t("profile.service"), longest: 200 },
    { name: "silence", label: t("profile.silence"), kind: "number", hint: t("profile.silence.hint") },
    { name: "mapping", label: t("profile.mapping"), kind: "area", mono: true, hint: t("profile.mapping.hint") },
  ];
  const send = (values) => patch(`integrations/${integration.id}`, { profile: profileOf(values, profile) }, { version: integration.version });
  const attempt = async (values) => {
    complain(null);
    try {
      show(await post("mapping-trials", { sample: values.sample ?? "", profile: profileOf(values, profile) }));
    } catch (problem) {
      show(null);
      complain(problem instanceof SyntaxError ? { words: t("profile.mapping.no-json") } : { place: problem.field, words: sentence(problem) });
    }
  };
  const ship = (values, change) => {
    const shipped = data.items.find((one) => one.kind === values.kind)?.mapping;
    return shipped && html`<${Button} small onClick=${() => change({ mapping: whole(shipped) })}>${t("profile.mapping.shipped")}<//>`;
  };
  const below = (values, change) => html`<div class="field"><label for="sample">${t("profile.sample")}</label>
      <textarea id="sample" class="input mono" rows="5" value=${values.sample ?? ""} onInput=${(event) => change({ sample: event.target.value })} />
      <div class="row">${ship(values, change)}<span class="spring" /><${Button} small onClick=${() => attempt(values)}>${t("profile.try")}<//></div></div>
    <div ref=${outcome} class="stack">${fault && html`<p class="fault" role="alert">${fault.place && html`<code>${fault.place}</code> `}${fault.words}</p>`}${reading && html`<${Reading} reading=${reading} />`}</div>`;
  const saved = () => { notify(t("profile.saved", { name: integration.name })); done(); };
  return html`<${Form} fields=${fields} draft=${null} start=${start} label=${t("profile.save")} send=${send} done=${saved} cancel=${cancel} below=${below} />`;
}
