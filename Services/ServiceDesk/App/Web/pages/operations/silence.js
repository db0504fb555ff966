/** One silence: what it mutes, when, why, what it mutes now; amended, ended, made anew. */
import { html, useState } from "../../ui/preact.js";
import { Dialog } from "../../ui/dialog.js";
import { Fact, Facts } from "../../ui/facts.js";
import { Failure, Skeleton } from "../../ui/standing.js";
import { Matchers } from "../../ui/matchers.js";
import { Numbered, Time } from "../../ui/bits.js";
import { RecordPage } from "../../ui/record.js";
import { SilenceForm, startOf } from "./silence-form.js";
import { Standing, standingOf, timesText } from "./silence-bits.js";
import { useLoad } from "../../ui/load.js";
import { useLooks } from "../../ui/looks.js";
import { useLive } from "../../shell/live.js";
import { command, list } from "../../services/records.js";
import { may } from "../../shell/session.js";
import { navigate } from "../../shell/router.js";
import { notify } from "../../shell/notices.js";
import { t } from "../../text/text.js";

const workers = ["agent", "administrator"];

/** @returns {import("../../ui/commands.js").Command[]} */
const commands = () => [
  { name: "end", label: t("silence.finish"), done: t("silence.finish.done"), icon: "stop", roles: workers, states: ["kept"], primary: ["kept"], when: (silence) => standingOf(silence) !== "over",
    fields: [], says: t("silence.finish.says"), body: () => undefined },
];

/** The lines of the ledger that this silence holds open. */
function MutedNow({ silence }) {
  const { data, error, again } = useLoad(() => list("suppression", { source: silence.id, open: true, limit: 50 }), [silence.id, silence.version, silence.active]);
  useLive("alerts", again);
  useLooks(again);
  if (error) return html`<${Failure} error=${error} again=${again} />`;
  return html`<section class="card flush"><h2 class="card-head">${t("silence.mutes-now")} ${data && html`<span class="count">${data.items.length}${data.next ? "+" : ""}</span>`}</h2>
    ${!data ? html`<${Skeleton} lines=${3} />` : html`<ul class="lines">${data.items.map((line) => html`<li><${Numbered} number=${line.number} /><span class="spring" /><span class="muted small">${t("suppression.since")} <${Time} value=${line.since} /></span></li>`)}
      ${data.items.length === 0 && html`<li class="muted">${t("silence.mutes-nothing")}</li>`}</ul>`}
    <div class="card-foot"><a class="button plain small" href=${`/operations/suppressions?source=${silence.id}`}>${t("silence.ledger")}</a></div></section>`;
}

const Rail = ({ record }) => html`<${Facts} title=${t("record.facts")}>
  <${Fact} name=${t("silence.times")} always><span class="figures">${timesText(record)}</span><//>
  <${Fact} name=${t("silence.turn")}>${record.nextTurn && html`<${Time} value=${record.nextTurn} exact />`}<//>
  <${Fact} name=${t("silence.start")}><${Time} value=${record.start} exact /><//>
  <${Fact} name=${t("silence.end")} always>${record.end ? html`<${Time} value=${record.end} exact />` : t("silence.no-end")}<//>
  <${Fact} name=${t("silence.author")}>${record.author}<//>
  <${Fact} name=${t("record.created")}><${Time} value=${record.createdAt} exact /><//>
  <${Fact} name=${t("window.ended")}>${record.endedAt && html`<${Time} value=${record.endedAt} exact />`}<//>
<//>`;

export default function SilencePage({ id }) {
  const [amending, amend] = useState(null);
  const open = (record) => standingOf(record) === "active" || standingOf(record) === "waiting";
  const extra = (record, put) => (may(...workers) ? [
    ...(record.state === "kept" && open(record) ? [{ label: t("silence.amend"), icon: "pencil", run: () => amend({ record, put }) }] : []),
    { label: t("silence.again"), icon: "refresh", run: () => navigate(`/operations/silences/new?like=${record.id}`) },
  ] : []);
  const done = (next) => { amending.put(next); amend(null); notify(t("command.done", { number: next.comment, what: t("silence.amend.done") })); };
  const body = (record) => html`<section class="card stack tight"><h2>${t("silence.matchers")}</h2><${Matchers} matchers=${record.matchers} /></section><${MutedNow} silence=${record} />
    ${amending && html`<${Dialog} title=${t("silence.amend")} close=${() => amend(null)} wide><${SilenceForm} start=${startOf(amending.record)} first=${amending.record.start} draft=${null} label=${t("action.save")}
      send=${(terms, key) => command("silence", amending.record.id, "amend", terms, amending.record.version, key)} done=${done} cancel=${() => amend(null)} /><//>`}`;
  return html`<${RecordPage} kind="silence" number=${id} commands=${commands()} extra=${extra} looks standing=${(record) => html`<${Standing} silence=${record} />`} trail=${{ href: "/operations/silences", label: t("nav.silences") }}
    title=${(record) => record.comment || t("common.unnamed")} body=${body} rail=${(record) => html`<${Rail} record=${record} />`} />`;
}
