/** One known error. */
import { html } from "../../ui/preact.js";
import { Fact, Facts } from "../../ui/facts.js";
import { Notice } from "../../ui/form.js";
import { Numbered, Time } from "../../ui/bits.js";
import { Prose, RecordPage } from "../../ui/record.js";
import { t } from "../../text/text.js";

const commands = () => [
  { name: "publish", label: t("known-error.publish"), done: t("known-error.publish.done"), icon: "check-circle", key: "y", states: ["draft"], primary: ["draft"] },
  { name: "revise", label: t("known-error.revise"), done: t("known-error.revise.done"), icon: "pencil", key: "e", states: ["draft", "published"], primary: ["published"],
    start: (record) => ({ workaround: record.workaround }), body: ({ workaround }) => ({ workaround, noWorkaround: workaround === null }),
    fields: [{ name: "workaround", label: t("incident.workaround"), kind: "area", longest: 4000, hint: t("known-error.workaround.hint") }] },
  { name: "retire", label: t("known-error.retire"), done: t("known-error.retire.done"), icon: "stop", states: ["draft", "published"],
    fields: [{ name: "reason", label: t("form.reason"), kind: "area", required: true, longest: 4000 }] },
];

const Rail = ({ record }) => html`<${Facts} title=${t("record.facts")}>
    <${Fact} name=${t("kind.problem")}><${Numbered} number=${record.problem.number} /><//>
    <${Fact} name=${t("record.item")} always>${record.causeItem?.name}<//>
    <${Fact} name=${t("known-error.edition")}>${String(record.edition)}<//>
  <//>
  <${Facts} title=${t("record.times")}>
    <${Fact} name=${t("known-error.drafted-at")}><${Time} value=${record.draftedAt} exact /><//>
    <${Fact} name=${t("known-error.published-at")}>${record.publishedAt && html`<${Time} value=${record.publishedAt} exact />`}<//>
    <${Fact} name=${t("known-error.retired-at")}>${record.retiredAt && html`<${Time} value=${record.retiredAt} exact />`}<//>
  <//>`;

export default function KnownError({ number }) {
  const body = (record) => html`
    ${record.state === "draft" && html`<${Notice} tone="info">${t("known-error.draft.text")}<//>`}
    ${record.workaround ? html`<${Prose} title=${t("incident.workaround")} text=${record.workaround} tone="ok" />` : html`<${Notice} tone="warning" icon="alert">${t("known-error.no-workaround")}<//>`}
    ${record.symptom && html`<${Prose} title=${t("known-error.symptom")} text=${record.symptom} />`}
    ${record.retirement && html`<${Prose} title=${t("form.reason")} text=${record.retirement} />`}`;
  return html`<${RecordPage} kind="knownError" number=${number} commands=${commands()} trail=${{ href: "/work/known-errors", label: t("nav.known-errors") }} body=${body} rail=${(record) => html`<${Rail} record=${record} />`} />`;
}
