/** One problem. */
import { html, useState } from "../../ui/preact.js";
import { Dialog } from "../../ui/dialog.js";
import { Fact, Facts } from "../../ui/facts.js";
import { Form } from "../../ui/form.js";
import { Priority } from "../../ui/badge.js";
import { Numbered, Person, Time } from "../../ui/bits.js";
import { Prose, RecordPage } from "../../ui/record.js";
import { Incidents } from "./shared.js";
import { problemCommands } from "./problem-commands.js";
import { useAll } from "../../services/names.js";
import { create } from "../../services/records.js";
import { navigate } from "../../shell/router.js";
import { notify } from "../../shell/notices.js";
import { t, word } from "../../text/text.js";

function Rail({ record }) {
  return html`<${Facts} title=${t("incident.cause")}>
      <${Fact} name=${t("record.item")} always>${record.causeItem?.name}<//>
      <${Fact} name=${t("problem.confidence")}>${record.cause && word("confidence", record.cause.confidence)}<//>
      <${Fact} name=${t("kind.known-error")} always>${record.knownError && html`<${Numbered} number=${record.knownError.number} />`}<//>
      <${Fact} name=${t("kind.change")}>${record.fix?.change && html`<${Numbered} number=${record.fix.change} />`}<//>
    <//>
    <${Facts} title=${t("incident.who")}>
      <${Fact} name=${t("record.assignee")} always><${Person} person=${record.assignee} /><//>
      <${Fact} name=${t("record.team")} always>${record.team?.name}<//>
    <//>
    <${Facts} title=${t("record.times")}>
      <${Fact} name=${t("record.opened")}><${Time} value=${record.openedAt} exact /><//>
      <${Fact} name=${t("problem.review")}>${record.reviewAt && html`<${Time} value=${record.reviewAt} exact />`}<//>
      <${Fact} name=${t("record.resolved")}>${record.resolvedAt && html`<${Time} value=${record.resolvedAt} exact />`}<//>
      <${Fact} name=${t("record.closed")}>${record.closedAt && html`<${Time} value=${record.closedAt} exact />`}<//>
    <//>`;
}

const knownErrorFields = () => [
  { name: "summary", label: t("record.summary"), required: true, longest: 200 },
  { name: "symptom", label: t("known-error.symptom"), kind: "area", longest: 4000 },
  { name: "workaround", label: t("incident.workaround"), kind: "area", longest: 4000, hint: t("known-error.workaround.hint") },
];

export default function Problem({ number }) {
  const [people, teams] = [useAll("person"), useAll("team")];
  const [noting, note] = useState(null);
  const send = (values, key) => create("knownError", { problem: noting.number, ...values, noWorkaround: values.workaround === null }, key);
  const done = (error) => { notify(t("known-error.drafted", { number: error.number })); navigate(`/work/known-errors/${error.number}`); };
  const body = (record) => html`
    ${record.description && html`<${Prose} text=${record.description} />`}
    ${record.cause && html`<${Prose} title=${t("problem.cause")} text=${record.cause.text} />`}
    ${record.fix && html`<${Prose} title=${t("problem.plan")} text=${record.fix.plan} />`}
    ${record.solution && html`<${Prose} title=${t("problem.solution")} text=${record.solution} tone="ok" />`}
    ${record.verdict && html`<${Prose} title=${t("problem.verdict")} text=${record.verdict} />`}
    <${Incidents} title=${t("nav.incidents")} incidents=${record.incidents} count=${record.incidentCount} />`;
  const extra = (record) => (record.knownError || ["closed", "cancelled"].includes(record.state) ? [] : [{ label: t("known-error.draft"), icon: "known-error", run: () => note(record) }]);
  return html`<${RecordPage} kind="problem" number=${number} commands=${problemCommands(people, teams)} trail=${{ href: "/work/problems", label: t("nav.problems") }} extra=${extra}
      head=${(record) => html`<${Priority} value=${record.priority} bare=${false} /><${Person} person=${record.assignee} />`} body=${body} rail=${(record) => html`<${Rail} record=${record} />`} />
    ${noting && html`<${Dialog} title=${t("known-error.draft")} close=${() => note(null)}>
      <${Form} fields=${knownErrorFields()} start=${{ summary: noting.summary }} draft=${`known-error.${noting.id}`} label=${t("known-error.draft")} send=${send} done=${done} cancel=${() => note(null)} /><//>`}`;
}
