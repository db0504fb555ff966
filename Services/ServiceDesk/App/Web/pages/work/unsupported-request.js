/** One wish that the catalogue does not serve: why not, what instead, and what becomes of it. */
import { html } from "../../ui/preact.js";
import { Fact, Facts } from "../../ui/facts.js";
import { Person, Time } from "../../ui/bits.js";
import { Prose, RecordPage } from "../../ui/record.js";
import { useLoad } from "../../ui/load.js";
import { choices, useAll } from "../../services/names.js";
import { list } from "../../services/records.js";
import { t, word } from "../../text/text.js";

const area = (name, label, required = true) => ({ name, label, kind: "area", required, longest: 4000 });
const named = (name, icon, more = {}) => ({ name, label: t(`unmet.${name}`), done: t(`unmet.${name}.done`), icon, when: (record) => record.can?.includes(name), ...more });

const commands = (record, people, items) => [
  named("explain", "note", { primary: ["recorded"], key: "w", fields: [area("reason", t("unmet.reason")), area("alternative", t("unmet.alternative"))] }),
  named("refer-to-change", "change", { primary: ["explained"], fields: [{ name: "summary", label: t("record.summary"), longest: 200 }, area("note", t("fulfil.note"), false)] }),
  named("refer-to-improvement", "lightbulb", { fields: [{ name: "title", label: t("record.summary"), longest: 200 }, { name: "horizon", label: t("unmet.horizon"), kind: "choice", required: true, options: ["short", "long"].map((value) => ({ value, label: word("horizon", value) })) }] }),
  named("add-service", "plus", { fields: [{ name: "item", label: t("fulfil.item"), kind: "choice", required: true, options: items }] }),
  named("assign", "person", { key: "a", fields: [{ name: "owner", label: t("unmet.owner"), kind: "choice", required: true, options: choices(people) }] }),
  named("classify", "bookmark", { start: () => ({ topic: record.topic }), fields: [{ name: "topic", label: t("unmet.topic"), required: true, longest: 80 }] }),
  named("decline", "stop", { tone: "danger", fields: [area("note", t("fulfil.note"), false)] }),
].map((command) => ({ ...command, states: [record.state] }));

const Rail = ({ record }) => html`<${Facts} title=${t("incident.who")}>
    <${Fact} name=${t("record.requester")} always><${Person} person=${record.requester} /><//>
    <${Fact} name=${t("unmet.owner")} always><${Person} person=${record.owner} /><//>
    <${Fact} name=${t("unmet.topic")} always>${record.topic}<//>
    <${Fact} name=${t("fulfil.lane")}>${word("lane", record.lane)}<//>
    <${Fact} name=${t("fulfil.item")}>${record.item?.name}<//>
  <//>
  <${Facts} title=${t("record.times")}>
    <${Fact} name=${t("unmet.recorded")}><${Time} value=${record.recordedAt} exact /><//>
    <${Fact} name=${t("unmet.explained")}>${record.explainedAt && html`<${Time} value=${record.explainedAt} exact />`}<//>
    <${Fact} name=${t("unmet.decided")}>${record.decidedAt && html`<${Time} value=${record.decidedAt} exact />`}<//>
  <//>`;

export default function UnsupportedRequest({ id }) {
  const people = useAll("person").filter((person) => person.roles?.includes("agent"));
  const items = useLoad(() => list("requestItem", { limit: 200 }).then((page) => page.items.map((item) => ({ value: item.id, label: item.content?.name ?? item.name }))).catch(() => []), []);
  const body = (record) => html`${record.details && html`<${Prose} text=${record.details} />`}
    ${record.reason && html`<${Prose} title=${t("unmet.reason")} text=${record.reason} />`}${record.alternative && html`<${Prose} title=${t("unmet.alternative")} text=${record.alternative} tone="ok" />`}
    ${record.decision && html`<${Prose} title=${t("unmet.decision")} text=${record.decision} />`}`;
  return html`<${RecordPage} kind="unsupported" number=${id} commands=${(record) => commands(record, people, items.data ?? [])} title=${(record) => record.wish} trail=${{ href: "/work/unsupported-requests", label: t("nav.unsupported") }}
    head=${(record) => html`<${Person} person=${record.requester} />`} body=${body} rail=${(record) => html`<${Rail} record=${record} />`} />`;
}
