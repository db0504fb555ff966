/** One run of a runbook: why, what bounded it, what was answered, what came of it. */
import { html } from "../../ui/preact.js";
import { Fact, Facts } from "../../ui/facts.js";
import { Copyable, Numbered, Time } from "../../ui/bits.js";
import { RecordPage } from "../../ui/record.js";
import { Effect, KillSwitch, RunState, Verdicts } from "./run-bits.js";
import { readable } from "../../ui/readable.js";
import { useNames } from "../../services/names.js";
import { can } from "../../shell/session.js";
import { t } from "../../text/text.js";

const workers = ["agent", "administrator"];
const reason = () => [{ name: "reason", label: t("form.reason"), kind: "area", required: true, longest: 500 }];

/** @returns {import("../../ui/commands.js").Command[]} */
const commands = () => [
  { name: "approve", label: t("run.approve"), done: t("run.approve.done"), icon: "play", roles: workers, states: ["proposed"], primary: ["proposed"] },
  { name: "decline", label: t("run.decline"), done: t("run.decline.done"), icon: "stop", roles: workers, states: ["proposed"], fields: reason() },
];

/** The figures by which a run is measured; each is worse the higher it is. */
const Reading = ({ before, after }) => html`<table class="declared"><thead><tr><th scope="col">${t("run.reading")}</th><th scope="col">${t("run.before")}</th><th scope="col">${t("run.after")}</th></tr></thead>
  <tbody>${["alert", "item", "services"].map((name) => html`<tr><th scope="row">${t(`run.reading.${name}`)}</th><td class="figures">${String(before[name])}</td><td class="figures">${after ? String(after[name]) : "–"}</td></tr>`)}</tbody></table>`;

function Rail({ record }) {
  const names = useNames();
  return html`<${Facts} title=${t("record.facts")}>
    <${Fact} name=${t("run.runbook")}>${can("integrations.manage", "administrator") ? html`<a href=${`/administration/runbooks/${record.runbook.id}`}>${record.runbook.name}</a>` : record.runbook.name}<//>
    <${Fact} name=${t("alert.column.what")}><${Numbered} number=${record.alertNumber} /><//>
    <${Fact} name=${t("record.item")} always>${record.item && html`<a class="mono" href=${`/operations/map?item=${encodeURIComponent(record.item.name ?? "")}`}>${record.item.name}</a>`}<//>
    <${Fact} name=${t("run.person")}>${record.person && (names.get(record.person.toLowerCase()) ?? t("common.someone"))}<//>
    <${Fact} name=${t("run.effect")}>${record.effect && html`<${Effect} value=${record.effect} />`}<//>
    <${Fact} name=${t("kind.change")}>${record.change && html`<${Numbered} number=${record.change.name} />`}<//>
    <${Fact} name=${t("run.attempts")}>${record.attempts > 1 && String(record.attempts)}<//>
  <//>
  <${Facts} title=${t("record.times")}>
    <${Fact} name=${t("run.asked")}><${Time} value=${record.askedAt} exact /><//>
    <${Fact} name=${t("run.started")}>${record.startedAt && html`<${Time} value=${record.startedAt} exact />`}<//>
    <${Fact} name=${t("run.rollback-started")}>${record.rollbackStartedAt && html`<${Time} value=${record.rollbackStartedAt} exact />`}<//>
    <${Fact} name=${t("run.ended")}>${record.endedAt && html`<${Time} value=${record.endedAt} exact />`}<//>
  <//>`;
}

export default function RunPage({ number }) {
  const body = (record) => html`<${KillSwitch} />
    <section class="card"><h2>${t("form.reason")}</h2><p class="breaks">${record.because}</p></section>
    <section class="stack tight"><h2>${t("run.verdicts")}</h2><${Verdicts} verdicts=${record.verdicts} /></section>
    ${record.answer && html`<section class="stack tight"><h2>${t(record.state === "rehearsed" ? "run.would-send" : "run.answer")}</h2><${Copyable} text=${readable(record.answer)} label=${t("run.answer")} /></section>`}
    ${record.before && html`<section class="card"><${Reading} before=${record.before} after=${record.after} /></section>`}`;
  return html`<${RecordPage} kind="run" number=${number} commands=${commands()} looks standing=${(record) => html`<${RunState} value=${record.state} />`} head=${(record) => html`<${Effect} value=${record.effect} />`}
    trail=${{ href: "/operations/runs", label: t("nav.runs") }} title=${(record) => t("run.title", { name: record.runbook.name, item: record.item?.name ?? record.alertNumber })} body=${body} rail=${(record) => html`<${Rail} record=${record} />`} />`;
}
