/** What a rule asks of an event and what it does to it; tried on what was heard before it is kept. */
import { html } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Form } from "../../ui/form.js";
import { MatcherRows, filled } from "../../ui/matchers.js";
import { RuleTrial } from "./rule-trial.js";
import { choices, useAll } from "../../services/names.js";
import { t } from "../../text/text.js";

const severities = ["critical", "major", "minor", "warning", "info"];
const names = ["alertname", "instance", "service", "severity", "event.severity", "event.check", "event.summary", "event.integration"];

const quoted = (value) => (/[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
const csvOf = ({ keys, sets, rows }) => [[...keys, ...sets], ...rows].map((row) => row.map(quoted).join(",")).join("\n");

/** What the form begins with. @param {object} [rule] */
export function startOf(rule) {
  if (!rule) return { order: 100, conditions: [{ name: "", value: "", isRegex: false, isEqual: true }], labels: [] };
  const { enrichment, labels, ...effects } = rule.effects;
  return {
    name: rule.name, order: rule.order, conditions: rule.conditions, ...effects, labels: Object.entries(labels ?? {}),
    keys: enrichment?.keys.join(", "), csv: enrichment && csvOf(enrichment),
  };
}

const orNone = (value) => (value === "" || value === null || value === undefined || value === false ? undefined : value);

/** What was typed as the API takes it. */
export function ruleOf(values) {
  const labels = (values.labels ?? []).filter(([name]) => name.trim() !== "").map(([name, value]) => [name.trim(), value]);
  const csv = (values.csv ?? "").trim();
  return {
    name: (values.name ?? "").trim(), order: Number(values.order ?? 0), conditions: filled(values.conditions ?? []),
    effects: {
      drops: orNone(values.drops), severity: orNone(values.severity), summary: orNone(values.summary?.trim()), team: orNone(values.team), hold: values.hold ? Number(values.hold) : undefined,
      opensAtOnce: orNone(values.opensAtOnce), adjustment: orNone(values.adjustment?.trim()), stops: orNone(values.stops), labels: labels.length > 0 ? Object.fromEntries(labels) : undefined,
      enrichment: csv === "" ? undefined : { keys: (values.keys ?? "").split(",").map((key) => key.trim()).filter(Boolean), csv },
    },
  };
}

/** The labels that are given values, row by row. */
function LabelRows({ value, change, fault }) {
  const rows = value ?? [];
  const put = (index, pair) => change(rows.map((row, at) => (at === index ? pair : row)));
  return html`<fieldset class="field"><legend>${t("rule.labels")} <span class="muted">(${t("form.optional")})</span></legend><span class="hint">${t("rule.labels.hint")}</span>
    <div class="matcher-rows">${rows.map(([name, text], index) => html`<div key=${index} class="matcher-row pairs-row">
      <input class="input mono" aria-label=${t("matchers.label", { number: index + 1 })} placeholder=${t("matchers.name")} maxlength="200" value=${name} onInput=${(event) => put(index, [event.target.value, text])} />
      <input class="input mono" aria-label=${t("matchers.value-of", { number: index + 1 })} placeholder=${t("matchers.value")} maxlength="1000" value=${text} onInput=${(event) => put(index, [name, event.target.value])} />
      <${Button} look="plain" icon="close" label=${t("rule.labels.remove", { number: index + 1 })} onClick=${() => change(rows.filter((_, at) => at !== index))} /></div>`)}</div>
    <div><${Button} small icon="plus" disabled=${rows.length >= 50} onClick=${() => change([...rows, ["", ""]])}>${t("rule.labels.add")}<//></div>
    ${fault && html`<span class="fault">${fault}</span>`}</fieldset>`;
}

const fields = (teams) => [
  { name: "name", label: t("rule.name"), required: true, longest: 100 },
  { name: "order", label: t("rule.order"), kind: "number", required: true, hint: t("rule.order.hint") },
  { name: "conditions", label: t("rule.conditions"), kind: "own", control: (props) => html`<${MatcherRows} label=${t("rule.conditions")} hint=${t("rule.conditions.hint")} names=${names} ...${props} />` },
  { name: "heading", label: "", kind: "own", control: () => html`<h3 class="form-heading">${t("rule.effects")}</h3>` },
  { name: "drops", label: t("rule.drops"), kind: "check", hint: t("rule.drops.hint") },
  { name: "severity", label: t("rule.severity"), kind: "choice", options: severities.map((value) => ({ value, label: t(`severity.${value}`) })) },
  { name: "summary", label: t("rule.summary"), longest: 1024 },
  { name: "team", label: t("rule.team"), kind: "choice", options: choices(teams) },
  { name: "hold", label: t("rule.hold"), kind: "number", hint: t("rule.hold.hint") },
  { name: "labels", label: t("rule.labels"), kind: "own", control: (props) => html`<${LabelRows} ...${props} />` },
  { name: "keys", label: t("rule.keys"), longest: 500, hint: t("rule.keys.hint") },
  { name: "csv", label: t("rule.csv"), kind: "area", hint: t("rule.csv.hint") },
  { name: "adjustment", label: t("rule.adjustment"), longest: 100, hint: t("rule.adjustment.hint") },
  { name: "opensAtOnce", label: t("rule.opens-at-once"), kind: "check", hint: t("rule.opens-at-once.hint") },
  { name: "stops", label: t("rule.stops"), kind: "check" },
];

/** The field of the form that a place in the rule belongs to. */
const fieldOf = (place = "") => (place.startsWith("effects.enrichment") ? "csv" : place.replace(/^effects\./, "").split(".")[0]);

/** @param {{rule?: object, start: object, draft: string | null, label: string, send: (rule: object, key: string) => Promise<any>, done: Function, cancel: Function}} props */
export function RuleForm({ rule, start, draft, label, send, done, cancel }) {
  const teams = useAll("team");
  const give = async (values, key) => {
    try {
      return await send(ruleOf(values), key);
    } catch (problem) {
      problem.field = fieldOf(problem.field);
      throw problem;
    }
  };
  return html`<${Form} fields=${fields(teams)} start=${start} draft=${draft} label=${label} send=${give} done=${done} cancel=${cancel}
    below=${(values) => html`<${RuleTrial} rule=${() => ruleOf(values)} insteadOf=${rule?.id} />`} />`;
}
