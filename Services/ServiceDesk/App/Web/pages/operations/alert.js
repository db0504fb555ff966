/** One alert: what the source said, and what became of it. */
import { html } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Fact, Facts } from "../../ui/facts.js";
import { Notice } from "../../ui/form.js";
import { Badge, Severity } from "../../ui/badge.js";
import { Numbered, Person, Time } from "../../ui/bits.js";
import { RecordPage } from "../../ui/record.js";
import { Why } from "../../ui/why.js";
import { useLoad } from "../../ui/load.js";
import { read } from "../../services/records.js";
import { useAll } from "../../services/names.js";
import { may } from "../../shell/session.js";
import { useKeys } from "../../shell/shortcuts.js";
import { navigate } from "../../shell/router.js";
import { dateTime } from "../../text/format.js";
import { has, t } from "../../text/text.js";
import { alertCommands } from "./alert-commands.js";

function SituationOf({ id }) {
  const { data } = useLoad(() => read("situation", id).catch(() => null), [id]);
  return data ? html`<${Numbered} number=${data.number} /><span class="small">${data.summary}</span>` : html`<span class="muted">…</span>`;
}

/** Pairs as the source sent them. */
const Pairs = ({ title, pairs }) => Object.keys(pairs).length > 0 && html`<section class="card"><h2>${title}</h2><dl class="pairs">
  ${Object.entries(pairs).map(([name, value]) => html`<div><dt class="mono">${name}</dt><dd class="mono breaks">${value}</dd></div>`)}</dl></section>`;

const Rail = ({ record }) => html`<${Facts} title=${t("incident.hurt")}>
    <${Fact} name=${t("alert.severity")}><span class="row wraps"><${Severity} value=${record.severity} />${record.severityWord && html`<span class="small muted">“${record.severityWord}”</span>`}</span><//>
    <${Fact} name=${t("record.service")} always>${record.service && html`<a href=${`/operations/health/${record.service.id}`}>${record.service.name ?? t("common.unnamed")}</a>`}<//>
    <${Fact} name=${t("record.item")} always>${record.ci && html`<a href=${`/operations/map?item=${encodeURIComponent(record.ci.name ?? "")}`}>${record.ci.name}</a>`}<//>
    <${Fact} name=${t("kind.situation")} always>${record.situation && html`<${SituationOf} id=${record.situation} />`}<//>
    <${Fact} name=${t("kind.change")}>${record.suppressedBy && html`<span class="row"><${Numbered} number=${record.suppressedBy.name} /><${Why} kind="alert" number=${record.number} label=${t("why.suppression")} /></span>`}<//>
  <//>
  ${(record.team || record.person) && html`<${Facts} title=${t("incident.who")}>
    <${Fact} name=${t("record.assignee")}>${record.person && html`<${Person} person=${record.person} />`}<//>
    <${Fact} name=${t("record.team")}>${record.team?.name}<//>
  <//>`}
  <${Facts} title=${t("record.times")}>
    <${Fact} name=${t("alert.onset")}><${Time} value=${record.onset} exact /><//>
    <${Fact} name=${t("alert.cleared")}>${record.clearedAt && html`<${Time} value=${record.clearedAt} exact />`}<//>
    <${Fact} name=${t("alert.last-seen")}>${record.lastSeen && html`<${Time} value=${record.lastSeen} exact />`}<//>
    <${Fact} name=${t("alert.events")}>${record.events && String(record.events)}<//>
    <${Fact} name=${t("alert.episodes")}>${String(record.episodes)}<//>
  <//>`;

/** Only what is a web address becomes a link. */
const isWeb = (link) => /^https?:\/\//i.test(link ?? "");

/** What mutes it now, each with its own words. */
const Mutes = ({ mutes }) => html`<div class="stack tight">${mutes.map((mute) => html`<${Notice} tone="maintenance" icon="mute"><span>${has(`alert.muted-by.${mute.reason}`) ? t(`alert.muted-by.${mute.reason}`, { name: mute.name }) : t("alert.muted-by.other", { name: mute.name })}${mute.reason === "silence" && mute.source && html` <a href=${`/operations/silences/${mute.source}`}>${t("action.open")}</a>`}${mute.until && html` · ${t("timeline.until", { time: dateTime(mute.until) })}`}</span><//>`)}</div>`;

export default function Alert({ number }) {
  const [people, teams] = [useAll("person"), useAll("team")];
  const body = (record) => html`
    ${record.mutes?.length > 0 ? html`<${Mutes} mutes=${record.mutes} />` : record.suppressed && html`<${Notice} tone="maintenance" icon="mute">${t("alert.suppressed-by", { change: record.suppressedBy?.name ?? "" })}<//>`}
    ${record.exceeds && html`<${Notice} tone="warning" icon="alert">${t("alert.exceeds", { change: record.exceeds.name ?? "" })}<//>`}
    ${isWeb(record.link) && html`<p><a href=${record.link} target="_blank" rel="noopener noreferrer">${t("alert.source")}</a></p>`}
    <${Pairs} title=${t("alert.annotations")} pairs=${record.annotations} />
    <${Pairs} title=${t("alert.labels")} pairs=${record.labels} />`;
  const silences = may("agent", "administrator");
  const silence = `/operations/silences/new?alert=${encodeURIComponent(number)}`;
  useKeys(silences ? { m: { label: t("alert.silence"), run: () => navigate(silence) } } : {});
  const extra = (record) => [
    { label: t("alert.ledger"), icon: "history", run: () => navigate(`/operations/suppressions?alert=${record.id}`) },
  ];
  return html`<${RecordPage} kind="alert" number=${number} extra=${extra} commands=${(record) => ("mutes" in record ? alertCommands(people, teams) : [])} trail=${{ href: "/operations/alerts", label: t("nav.alerts") }}
    head=${(record) => html`<${Severity} value=${record.severity} />${record.acknowledged && html`<${Badge} tone="ok" icon="check">${t("alert.acknowledged-by", { name: record.acknowledged.by.name ?? t("common.someone") })}<//>`}<span class="muted mono">${record.check}</span>${silences && record.state === "firing" && html`<${Button} small look="plain" icon="mute" href=${silence}>${t("alert.silence")}<//>`}`} body=${body} rail=${(record) => html`<${Rail} record=${record} />`} />`;
}
