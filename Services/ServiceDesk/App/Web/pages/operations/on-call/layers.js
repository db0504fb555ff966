/** Writing a schedule: its layers, and what comes of them before anything is saved. */
import { html, useEffect, useRef, useState } from "../../../ui/preact.js";
import { Button } from "../../../ui/button.js";
import { Failure, Skeleton, sentence } from "../../../ui/standing.js";
import { Field } from "../../../ui/field.js";
import { Notice } from "../../../ui/form.js";
import { Page } from "../../../ui/page.js";
import { Retire } from "./commands.js";
import { useDraft } from "../../../ui/draft.js";
import { LayerFields, newLayer } from "./layer-fields.js";
import { Timeline } from "./timeline.js";
import { useLoad } from "../../../ui/load.js";
import { daysOn, midnight } from "../calendar-model.js";
import { zones } from "../../administration/zones.js";
import { newKey } from "../../../services/client.js";
import { choices, useAll } from "../../../services/names.js";
import { amend, define, retire, tryOut } from "../../../services/on-call.js";
import { read } from "../../../services/records.js";
import { notify } from "../../../shell/notices.js";
import { navigate } from "../../../shell/router.js";
import { list, number, span, zoneHere } from "../../../text/format.js";
import { t } from "../../../text/text.js";

export default function Layers({ id }) {
  const { data, error, again } = useLoad((signal) => (id ? read("onCall", id, signal) : Promise.resolve({ name: "", team: null, zone: zoneHere(), layers: [newLayer(1)] })), [id]);
  const title = id ? data?.name ?? t("on-call.layers") : t("on-call.new");
  return html`<${Page} title=${title} trail=${{ href: id ? `/operations/on-call/${id}` : "/operations/on-call", label: t("nav.on-call") }}>
    ${error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<div class="card flush"><${Skeleton} lines=${8} /></div>` : html`<${Editor} key=${data.id} schedule=${data} />`}<//>`;
}

/** What the draft comes to in four weeks, tried half a second after the last change. */
function useTrial(schedule, draft) {
  const [trial, show] = useState({});
  const wanted = JSON.stringify([draft.zone, draft.layers]);
  const isWhole = draft.layers.every(({ turns }) => turns.length > 0);
  useEffect(() => {
    if (!isWhole) { show({ empty: true }); return undefined; }
    const from = midnight(new Date());
    const timer = setTimeout(() => tryOut({ schedule: schedule.id ?? null, zone: draft.zone, layers: draft.layers, from: from.toISOString(), until: daysOn(from, 28).toISOString() })
      .then((found) => show({ found }), (error) => show({ error })), 500);
    return () => clearTimeout(timer);
  }, [wanted]);
  return trial;
}

function Editor({ schedule }) {
  const teams = useAll("team");
  const [draft, change, forget] = useDraft(`on-call.${schedule.id ?? "new"}.${schedule.version ?? 0}`, { name: schedule.name, team: schedule.team ?? null, zone: schedule.zone, layers: schedule.layers });
  const [leaving, leave] = useState(false);
  const [{ busy, error }, show] = useState({});
  const key = useRef(newKey());
  const trial = useTrial(schedule, draft);
  const fault = (name) => (error?.field === name ? sentence(error) : undefined);
  const field = (name, more) => html`<${Field} field=${{ name, ...more }} value=${draft[name]} fault=${fault(name)} change=${(value) => change({ [name]: value })} />`;
  const layer = (at, next) => change({ layers: draft.layers.map((one, place) => (place === at ? next : one)) });
  const act = async (run, then) => {
    show({ busy: true });
    try {
      then(await run());
    } catch (problem) {
      key.current = newKey();
      show({ error: problem });
    }
  };
  const kept = (one) => { forget(); notify(t("on-call.kept")); navigate(`/operations/on-call/${one.id}`); };
  const save = (event) => {
    event.preventDefault();
    const body = { ...draft, team: draft.team || null };
    act(() => (schedule.id ? amend(schedule, body, key.current) : define(body, key.current)), kept);
  };
  return html`<form class="form on-call-editor" novalidate onSubmit=${save}>
    ${error && !["name", "team", "zone"].includes(error.field) && html`<${Notice} tone="critical" icon="alert">${sentence(error)}<//>`}
    <div class="fields">${field("name", { label: t("person.name"), required: true, longest: 200 })}${field("team", { label: t("record.team"), kind: "choice", options: choices(teams) })}
      ${field("zone", { label: t("on-call.zone"), kind: "choice", required: true, options: zones() })}</div>
    ${draft.layers.map((one, place) => html`<${LayerFields} key=${place} layer=${one} at=${place} change=${(next) => layer(place, next)} drop=${draft.layers.length > 1 && (() => change({ layers: draft.layers.filter((_, other) => other !== place) }))} />`)}
    <div><${Button} icon="plus" onClick=${() => change({ layers: [...draft.layers, newLayer(draft.layers.length + 1)] })}>${t("on-call.layer.add")}<//></div>
    <${Trial} trial=${trial} />
    <div class="form-foot">${schedule.id && html`<${Button} look="danger" onClick=${() => leave(true)}>${t("on-call.retire")}<//><span class="spring" />`}<${Button} look="primary" type="submit" busy=${busy}>${t("action.save")}<//></div>
  </form>${leaving && html`<${Retire} name=${schedule.name} says=${t("on-call.retire.says")} retire=${() => retire(schedule)} close=${() => leave(false)} done=${() => { forget(); navigate("/operations/on-call"); }} />`}`;
}

function Trial({ trial: { found, error, empty } }) {
  const from = midnight(new Date());
  const days = Array.from({ length: 28 }, (_, at) => daysOn(from, at));
  if (empty) return html`<${Notice} icon="info">${t("on-call.trial.empty")}<//>`;
  if (error) return html`<${Notice} tone="warning" icon="alert">${sentence(error)}<//>`;
  if (!found) return html`<${Skeleton} lines=${3} />`;
  const { gaps, overlaps, loads } = found.coverage;
  return html`<section class="card stack" aria-label=${t("on-call.trial")}><h2>${t("on-call.trial")}</h2>
    <div role="status">${gaps.length === 0 ? html`<${Notice} tone="ok" icon="check-circle">${t("on-call.trial.whole")}<//>`
      : html`<${Notice} tone="critical" icon="alert">${t("on-call.trial.gaps", { count: gaps.length })}<ul>${gaps.slice(0, 6).map(({ from: start, until }) => html`<li class="figures">${span(start, until)}</li>`)}</ul><//>`}
      ${overlaps.length > 0 && html`<${Notice} tone="info" icon="info">${t("on-call.trial.overlaps", { count: overlaps.length })}<//>`}
      ${["short_rest", "long_duty", "uneven"].map((kind) => html`<${Findings} key=${kind} kind=${kind} found=${found.findings.filter((one) => one.kind === kind)} />`)}</div>
    <${Timeline} days=${days} until=${daysOn(from, 28)} rows=${[{ name: t("on-call.final"), shifts: found.shifts.shifts, final: true }]} />
    ${loads.length > 0 && html`<p class="small muted">${list(loads.map(({ person, hours, nightHours }) => t("on-call.load", { name: person.name ?? t("common.someone"), hours: number(Math.round(hours)), nights: number(Math.round(nightHours)) })))}</p>`}</section>`;
}

/** What the draft asks too much of whom: rest, length, share; the first few of each. */
function Findings({ kind, found }) {
  if (found.length === 0) return null;
  const says = ({ person, measured, bound, from, until }) => `${t(`on-call.finding.${kind}`, { name: person.name ?? t("common.someone"), measured: rounded(measured), bound: rounded(bound) })} · ${span(from, until)}`;
  return html`<${Notice} tone="warning" icon="alert">${t(`on-call.findings.${kind}`, { count: found.length })}<ul>${found.slice(0, 6).map((one) => html`<li class="figures">${says(one)}</li>`)}</ul><//>`;
}

const rounded = (value) => number(Math.round(value * 10) / 10);
