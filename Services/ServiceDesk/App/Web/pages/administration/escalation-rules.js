/** When an incident is escalated by itself, and to whom. */
import { html } from "../../ui/preact.js";
import { RulesDocument } from "./rules-document.js";
import { choices, useAll } from "../../services/names.js";
import { t, word } from "../../text/text.js";

const occasions = ["clock", "no_take_up", "no_progress"];
const measures = ["response", "update", "resolution", "team", "supplier"];
const priorities = () => [1, 2, 3, 4, 5].map((value) => ({ value, label: t(`priority.${value}`) }));

const tellings = () => ["call", "notice"].map((value) => ({ value, label: word("escalation.telling", value) }));

const when = (rule) => (rule.occasion === "clock"
  ? t("escalation.when.clock", { percent: rule.percent, measure: word("clock.measure", rule.measure) })
  : t(rule.occasion === "no_take_up" ? "escalation.when.take-up" : "escalation.when.progress", { count: rule.minutes }));

export default function EscalationRules() {
  const [people, teams, services] = [useAll("person"), useAll("team"), useAll("service")];
  const name = (things, id) => things.find((thing) => thing.id.toLowerCase() === id.toLowerCase())?.name ?? t("common.unnamed");
  const whom = (rule) => [rule.to && t("escalation.to.team", { team: name(teams, rule.to) }), ...rule.inform.map((id) => name(people, id))].filter(Boolean).join(", ");
  const columns = [
    { label: t("person.name"), cell: (rule) => html`<span class="strong">${rule.name}</span>` },
    { label: t("escalation.when"), cell: when },
    { label: t("record.priority"), cell: (rule) => (rule.priorities.length ? rule.priorities.map((value) => `P${value}`).join(", ") : html`<span class="muted">${t("rules.all")}</span>`) },
    { label: t("escalation.to"), cell: whom },
    { label: t("escalation.tell"), cell: (rule) => (rule.tell ? word("escalation.telling", rule.tell) : html`<span class="muted">${t("escalation.tell.default")}</span>`) },
  ];
  const fields = (_, { occasion }) => [
    { name: "name", label: t("person.name"), required: true, longest: 200 },
    { name: "occasion", label: t("escalation.when"), kind: "choice", required: true, options: occasions.map((value) => ({ value, label: word("escalation.occasion", value) })) },
    ...(occasion === "clock" ? [
      { name: "measure", label: t("escalation.measure"), kind: "choice", required: true, options: measures.map((value) => ({ value, label: word("clock.measure", value) })) },
      { name: "percent", label: t("escalation.percent"), kind: "number", required: true },
    ] : occasion ? [{ name: "minutes", label: t("escalation.rule.minutes"), kind: "number", required: true, hint: t("escalation.minutes.hint") }] : []),
    { name: "priorities", label: t("record.priority"), kind: "many", options: priorities() },
    { name: "services", label: t("record.services"), kind: "many", options: choices(services) },
    { name: "to", label: t("escalation.team"), kind: "choice", options: choices(teams), hint: t("escalation.team.hint") },
    { name: "inform", label: t("escalation.inform"), kind: "many", options: choices(people.filter(({ roles }) => roles?.some((role) => role !== "requester"))) },
    { name: "tell", label: t("escalation.tell"), kind: "choice", options: tellings(), hint: t("escalation.tell.hint") },
  ];
  const make = (values, old) => ({ teams: old?.teams ?? [], ...values, priorities: values.priorities ?? [], services: values.services ?? [], inform: values.inform ?? [] });
  return html`<${RulesDocument} name="escalation-rules" part="rules" title=${t("nav.escalation-rules")} about=${t("administration.escalation-rules")} label=${t("escalation.rule.new")}
    columns=${columns} fields=${fields} start=${(rule) => rule} make=${make} empty=${t("escalation.rule.empty")} />`;
}
