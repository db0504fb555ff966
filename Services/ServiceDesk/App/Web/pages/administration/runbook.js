/** One runbook: what it does, what bounds it, what it did; tried, run, paused, amended. */
import { html, useState } from "../../ui/preact.js";
import { Dialog } from "../../ui/dialog.js";
import { Fact, Facts } from "../../ui/facts.js";
import { Failure, Skeleton } from "../../ui/standing.js";
import { Matchers } from "../../ui/matchers.js";
import { Notice } from "../../ui/form.js";
import { RecordPage } from "../../ui/record.js";
import { Time } from "../../ui/bits.js";
import { Effect, KillSwitch, RunState } from "../operations/run-bits.js";
import { Mode, kindOf } from "./runbooks.js";
import { RunbookForm, startOf } from "./runbook-form.js";
import { RunbookTrial } from "./runbook-trial.js";
import { useLoad } from "../../ui/load.js";
import { useAll } from "../../services/names.js";
import { useLive } from "../../shell/live.js";
import { command, list } from "../../services/records.js";
import { navigate } from "../../shell/router.js";
import { notify } from "../../shell/notices.js";
import { duration, list as words } from "../../text/format.js";
import { t, word } from "../../text/text.js";

const reason = () => [{ name: "reason", label: t("form.reason"), required: true, longest: 500 }];

/** @returns {import("../../ui/commands.js").Command[]} */
const commands = () => [
  { name: "pause", label: t("runbook.pause"), done: t("runbook.pause.done"), icon: "pause", states: ["active"], fields: reason(), says: t("runbook.pause.says") },
  { name: "resume", label: t("runbook.resume"), done: t("runbook.resume.done"), icon: "play", states: ["paused"], primary: ["paused"] },
  { name: "retire", label: t("rule.retire"), done: t("rule.retire.done"), icon: "stop", tone: "danger", states: ["active", "paused"], fields: [], says: t("runbook.retire.says"), body: () => undefined },
];

function Latest({ runbook }) {
  const { data, error, again } = useLoad(() => list("run", { runbook: runbook.id, limit: 10 }), [runbook.id]);
  useLive("adjustment", again);
  if (error) return html`<${Failure} error=${error} again=${again} />`;
  return html`<section class="card flush"><h2 class="card-head">${t("nav.runs")}</h2>${!data ? html`<${Skeleton} lines=${3} />` : html`<ul class="lines">${data.items.map((run) => html`<li class="wraps"><a class="number" href=${`/operations/runs/${run.number}`}>${run.number}</a><span class="spring one-line mono small">${run.item?.name ?? ""}</span><${Effect} value=${run.effect} /><${RunState} value=${run.state} bare /><span class="muted small"><${Time} value=${run.askedAt} /></span></li>`)}
      ${data.items.length === 0 && html`<li class="muted">${t("runs.empty")}</li>`}</ul>`}
    <div class="card-foot"><a class="button plain small" href=${`/operations/runs?runbook=${runbook.id}`}>${t("common.more")}</a></div></section>`;
}

function Bounds({ runbook }) {
  const services = new Map(useAll("service").map(({ id, name }) => [id.toLowerCase(), name]));
  const { guards, limits } = runbook;
  return html`<section class="card"><${Facts} title=${t("runbook.bounds")}>
    <${Fact} name=${t("runbook.conditions")}>${guards.conditions.length > 0 && html`<${Matchers} matchers=${guards.conditions} />`}<//>
    <${Fact} name=${t("runbook.classes")}>${words(guards.classes)}<//>
    <${Fact} name=${t("change.items")}>${guards.items.length > 0 && String(guards.items.length)}<//>
    <${Fact} name=${t("record.services")}>${words(guards.services.map((id) => services.get(id.toLowerCase()) ?? t("common.unnamed")))}<//>
    <${Fact} name=${t("runbook.health")}>${words(guards.health.map((one) => word("health", one)))}<//>
    <${Fact} name=${t("runbook.limits")}>${t("runbook.limits.words", { count: limits.perHour, time: duration(limits.coolDown) })}<//>
    <${Fact} name=${t("runbook.reach")}>${t("runbook.reach.words", { items: t("runbook.reach.of-items", { count: limits.items }), services: t("runbook.reach.of-services", { count: limits.services }) })}<//>
    <${Fact} name=${t("runbook.most-critical")}>${limits.mostCritical && word("criticality", limits.mostCritical)}<//>
  <//></section>`;
}

const Rail = ({ record }) => html`<${Facts} title=${t("record.facts")}>
  <${Fact} name=${t("runbook.mode")}><${Mode} runbook=${record} /><//>
  <${Fact} name=${t("runbook.settle-short")}>${duration(record.settle)}<//>
  <${Fact} name=${t("runbook.rollback")}>${record.rollback ? html`<span class="mono small breaks">${kindOf({ action: record.rollback })}</span>` : t("common.none")}<//>
  <${Fact} name=${t("record.created")}><${Time} value=${record.createdAt} exact /><//>
<//>`;

export default function RunbookPage({ id }) {
  const [amending, amend] = useState(null);
  const extra = (record, put) => [
    ...(record.state !== "retired" ? [{ label: t("rule.amend"), icon: "pencil", run: () => amend({ record, put }) }] : []),
    { label: t("rule.again"), icon: "copy", run: () => navigate(`/administration/runbooks/new?like=${record.id}`) },
  ];
  const done = (next) => { amending.put(next); amend(null); notify(t("thing.saved", { name: next.name })); };
  const body = (record) => html`<${KillSwitch} />${record.pausedBecause && html`<${Notice} tone="warning" icon="pause"><span class="breaks">${record.pausedBecause}</span><//>`}
    <section class="card stack tight"><p class="breaks">${record.purpose}</p><code class="breaks">${kindOf(record)}</code></section>
    <${Bounds} runbook=${record} /><${RunbookTrial} runbook=${record} /><${Latest} runbook=${record} />
    ${amending && html`<${Dialog} title=${t("rule.amend")} close=${() => amend(null)} wide><${RunbookForm} runbook=${amending.record} start=${startOf(amending.record)} draft=${null} label=${t("action.save")}
      send=${(runbook, key) => command("runbook", amending.record.id, "amend", runbook, amending.record.version, key)} done=${done} cancel=${() => amend(null)} /><//>`}`;
  return html`<${RecordPage} kind="runbook" number=${id} commands=${commands()} extra=${extra} looks trail=${{ href: "/administration/runbooks", label: t("nav.runbooks") }}
    title=${(record) => record.name} body=${body} rail=${(record) => html`<${Rail} record=${record} />`} />`;
}
