/** One situation: the cause first, with its evidence; the symptoms folded below. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Fact, Facts } from "../../ui/facts.js";
import { Failure, Skeleton, sentence } from "../../ui/standing.js";
import { Icon } from "../../ui/icon.js";
import { Badge, Impact, Severity, State, severityLook } from "../../ui/badge.js";
import { Numbered, Time } from "../../ui/bits.js";
import { Notice } from "../../ui/form.js";
import { RecordPage } from "../../ui/record.js";
import { Why } from "../../ui/why.js";
import { useLoad } from "../../ui/load.js";
import { SplitDialog, situationCommands } from "./situation-commands.js";
import { ask, command, list, read } from "../../services/records.js";
import { may } from "../../shell/session.js";
import { navigate } from "../../shell/router.js";
import { notify } from "../../shell/notices.js";
import { percent } from "../../text/format.js";
import { t } from "../../text/text.js";

const AlertLine = ({ alert }) => html`<li><${Severity} value=${alert.severity} bare /><a class="one-line spring" href=${`/operations/alerts/${alert.number}`}>${alert.summary}</a>
  <span class="mono small muted one-line hides-narrow">${alert.ci?.name ?? ""}</span><${State} value=${alert.state} bare /><span class="small muted hides-narrow"><${Time} value=${alert.onset} /></span></li>`;

function Evidence({ record }) {
  const [unfolded, unfold] = useState(false);
  const { data, error, again } = useLoad(() => ask("situation", record.number, "alerts"), [record.id, record.version]);
  if (error) return html`<${Failure} error=${error} again=${again} />`;
  if (!data) return html`<${Skeleton} lines=${4} />`;
  const own = data.items.filter((alert) => record.cause.ci && alert.ci?.id === record.cause.ci.id);
  const cause = own.length > 0 ? own : data.items.slice(0, 1);
  const symptoms = data.items.filter((alert) => !cause.includes(alert));
  const shown = unfolded ? symptoms : symptoms.slice(0, 5);
  return html`<section class="card flush"><h2 class="card-head">${t("situation.cause")}</h2><ul class="lines records">${cause.map((alert) => html`<${AlertLine} key=${alert.id} alert=${alert} />`)}</ul></section>
    ${symptoms.length > 0 && html`<section class="card flush"><h2 class="card-head">${t("situation.symptoms")} <span class="count">${symptoms.length}${data.items.length < record.members ? "+" : ""}</span></h2>
      <ul class="lines records">${shown.map((alert) => html`<${AlertLine} key=${alert.id} alert=${alert} />`)}</ul>
      ${symptoms.length > 5 && html`<div class="card-foot"><${Button} look="plain" small icon=${unfolded ? "up" : "down"} onClick=${() => unfold(!unfolded)}>${unfolded ? t("common.less") : t("situation.all", { count: symptoms.length })}<//></div>`}</section>`}`;
}

/** Where one that was merged goes on. */
function Survivor({ id }) {
  const { data } = useLoad(() => read("situation", id).catch(() => null), [id]);
  return data && html`<${Notice} tone="info" icon="link"><span>${t("situation.goes-on")} <${Numbered} number=${data.number} /> ${data.summary}</span><//>`;
}

function IncidentOf({ id }) {
  const { data } = useLoad(() => list("incident", { situation: id, limit: 5 }).catch(() => ({ items: [] })), [id]);
  return data?.items.length ? data.items.map((incident) => html`<span class="row"><${Numbered} number=${incident.number} /><${State} value=${incident.state} bare /></span>`) : html`<span class="muted">–</span>`;
}

const Rail = ({ record }) => html`<${Facts} title=${t("incident.hurt")}>
    <${Fact} name=${t("record.services")} always>${record.services.map((service) => html`<span class="row wraps"><a href=${`/operations/health/${service.id}`}>${service.name ?? t("common.unnamed")}</a><${Impact} value=${service.observed} /></span>`)}<//>
    <${Fact} name=${t("nav.alerts")}><span class="figures">${t("situation.counts", { firing: record.firing, members: record.members })}</span><//>
    <${Fact} name=${t("kind.incident")} always><${IncidentOf} id=${record.id} /><//>
    <${Fact} name=${t("kind.change")}>${record.exceeds && html`<${Numbered} number=${record.exceeds.name} />`}<//>
  <//>
  <${Facts} title=${t("record.times")}>
    <${Fact} name=${t("record.opened")}><${Time} value=${record.openedAt} exact /><//>
    <${Fact} name=${t("alert.cleared")}>${record.clearedAt && html`<${Time} value=${record.clearedAt} exact />`}<//>
  <//>`;

/** How sure the cause is, and what else it could be, each to be named with one press. */
function Doubt({ record, put }) {
  const { cause } = record;
  const blame = async (rival) => {
    try {
      put(await command("situation", record.number, "cause", { ci: rival.item }, record.version));
      notify(t("command.done", { number: record.number, what: t("situation.blame.done") }));
    } catch (problem) {
      notify(sentence(problem), { tone: "critical" });
    }
  };
  const able = may("agent", "administrator") && ["open", "pending"].includes(record.state);
  return html`<p class="row wraps small">${cause.pinned && html`<${Badge} tone="accent" icon="pin">${t("situation.pinned")}<//>`}${cause.silent && html`<${Badge} tone="unknown" icon="question">${t("situation.silent")}<//>`}
      ${!cause.pinned && cause.confidence && html`<span class="muted">${t("situation.confidence", { share: percent(cause.confidence / 100) })}</span>`}</p>
    ${cause.rivals.length > 0 && !cause.pinned && html`<p class="row wraps small"><span class="muted">${t("situation.rivals")}</span>${cause.rivals.slice(0, 5).map((rival) => (able
      ? html`<${Button} small title=${t("situation.blame")} onClick=${() => blame(rival)}>${rival.name} · ${percent(rival.confidence / 100)}<//>` : html`<span class="mono">${rival.name} · ${percent(rival.confidence / 100)}</span>`))}</p>`}`;
}

export default function Situation({ number }) {
  const [splitting, split] = useState(null);
  const extra = (record, put) => (may("agent", "administrator") && ["open", "pending"].includes(record.state) && record.members > 1 ? [{ label: t("situation.split"), icon: "minus", run: () => split({ record, put }) }] : []);
  const parted = (next) => { split(null); notify(t("command.done", { number, what: t("situation.split.done", { number: next.number }) })); navigate(`/operations/situations/${next.number}`); };
  const body = (record, put) => html`
    ${record.survivor && html`<${Survivor} id=${record.survivor} />`}
    <section class="card cause-card"><span class=${`cause-mark tone-${severityLook(record.severity)[0]}`}><${Icon} name="situation" large /></span>
      <div class="stack tight spring"><h2>${record.cause.ci?.name ?? record.cause.name}</h2><p class="muted" lang="en">${record.cause.because}</p><${Doubt} record=${record} put=${put} /></div>
      <${Why} kind="situation" number=${record.number} label=${t("why.cause")} /></section>
    ${record.exceeds && html`<${Notice} tone="warning" icon="alert">${t("alert.exceeds", { change: record.exceeds.name ?? "" })}<//>`}
    <${Evidence} record=${record} />
    ${splitting && html`<${SplitDialog} situation=${splitting.record} close=${() => split(null)} done=${parted} />`}`;
  return html`<${RecordPage} kind="situation" number=${number} commands=${situationCommands()} extra=${extra} trail=${{ href: "/operations/situations", label: t("nav.situations") }}
    head=${(record) => html`<${Severity} value=${record.severity} /><span class="muted"><${Time} value=${record.openedAt} /></span>`} body=${body} rail=${(record) => html`<${Rail} record=${record} />`} />`;
}
