/** One heartbeat: where it reports, when it was heard of, what it said. */
import { html, useState } from "../../ui/preact.js";
import { Badge, Severity } from "../../ui/badge.js";
import { Dialog } from "../../ui/dialog.js";
import { Copyable, Time } from "../../ui/bits.js";
import { Fact, Facts } from "../../ui/facts.js";
import { Failure, Skeleton } from "../../ui/standing.js";
import { Form } from "../../ui/form.js";
import { RecordPage } from "../../ui/record.js";
import { HeartbeatStanding, expectation, pingAddress, planFields, planOf, startOf } from "./heartbeat-bits.js";
import { useLoad } from "../../ui/load.js";
import { useLooks } from "../../ui/looks.js";
import { ask, revise } from "../../services/records.js";
import { notify } from "../../shell/notices.js";
import { duration } from "../../text/format.js";
import { t, word } from "../../text/text.js";

/** @returns {import("../../ui/commands.js").Command[]} */
const commands = () => [
  { name: "pause", label: t("heartbeat.pause"), done: t("heartbeat.pause.done"), icon: "pause", states: ["new", "up", "down"] },
  { name: "resume", label: t("heartbeat.resume"), done: t("heartbeat.resume.done"), icon: "play", states: ["paused"], primary: ["paused"] },
];

const tones = { success: "ok", start: "info", fail: "critical", log: "quiet" };

function Pings({ heartbeat }) {
  const { data, error, again } = useLoad(() => ask("heartbeat", heartbeat.id, "pings"), [heartbeat.id, heartbeat.pings]);
  useLooks(again);
  if (error) return html`<${Failure} error=${error} again=${again} />`;
  return html`<section class="card flush"><h2 class="card-head">${t("heartbeat.pings")} ${data && html`<span class="count">${data.items.length}</span>`}</h2>
    ${!data ? html`<${Skeleton} lines=${3} />` : html`<ul class="lines">${data.items.map((ping) => html`<li><${Badge} tone=${tones[ping.kind] ?? "quiet"}>${word("heartbeat.ping", ping.kind)}<//>
        <span class="spring one-line mono small" title=${ping.body}>${ping.exitCode !== undefined && ping.exitCode !== null ? `${t("heartbeat.exit", { code: String(ping.exitCode) })} ` : ""}${ping.body}</span><span class="muted small"><${Time} value=${ping.at} exact /></span></li>`)}
      ${data.items.length === 0 && html`<li class="muted">${t("heartbeat.no-pings")}</li>`}</ul>`}</section>`;
}

const Rail = ({ record }) => html`<${Facts} title=${t("record.facts")}>
  <${Fact} name=${t("heartbeat.expected")}><span title=${record.plan.cron}>${expectation(record.plan)}</span><//>
  <${Fact} name=${t("heartbeat.grace-short")}>${duration(record.plan.grace)}<//>
  <${Fact} name=${t("heartbeat.last")} always>${record.succeededAt && html`<${Time} value=${record.succeededAt} exact />`}<//>
  <${Fact} name=${t("heartbeat.took")}>${record.tookMilliseconds && (record.tookMilliseconds < 1000 ? `${record.tookMilliseconds} ms` : duration(record.tookMilliseconds / 1000))}<//>
  <${Fact} name=${t("heartbeat.next")}>${record.expectedAt && html`<${Time} value=${record.expectedAt} exact />`}<//>
  <${Fact} name=${t("alert.severity")}>${record.plan.severity && html`<${Severity} value=${record.plan.severity} />`}<//>
  <${Fact} name=${t("record.item")}>${record.plan.item}<//>
  <${Fact} name=${t("record.service")}>${record.plan.service}<//>
<//>`;

export default function HeartbeatPage({ id }) {
  const [changing, change] = useState(null);
  const extra = (record, put) => [{ label: t("heartbeat.change"), icon: "pencil", run: () => change({ record, put }) }];
  const done = (next) => { changing.put(next); change(null); notify(t("thing.saved", { name: next.plan.name })); };
  const body = (record) => html`<section class="card stack"><h2>${t("heartbeat.address")}</h2><p class="muted">${t("heartbeat.address.text")}</p>
      <${Copyable} label=${t("heartbeat.address")} text=${`curl -fsS -m 10 --retry 5 ${pingAddress(record)}`} />
      <p class="muted small">${t("heartbeat.address.more")}</p></section>
    <${Pings} heartbeat=${record} />
    ${changing && html`<${Dialog} title=${t("heartbeat.change")} close=${() => change(null)}><${Form} fields=${planFields()} start=${startOf(changing.record.plan)} draft=${null} label=${t("action.save")}
      send=${(values) => revise("heartbeat", changing.record.id, { plan: planOf(values) }, changing.record.version)} done=${done} cancel=${() => change(null)} /><//>`}`;
  return html`<${RecordPage} kind="heartbeat" number=${id} commands=${commands()} extra=${extra} looks standing=${(record) => html`<${HeartbeatStanding} heartbeat=${record} />`}
    trail=${{ href: "/administration/heartbeats", label: t("nav.heartbeats") }} title=${(record) => record.plan.name} head=${(record) => html`<span class="muted">${t("outage.since")} <${Time} value=${record.since} exact /></span>`} body=${body} rail=${(record) => html`<${Rail} record=${record} />`} />`;
}
