/** What a runbook does, and everything that bounds it. */
import { html, useState } from "../../ui/preact.js";
import { Form } from "../../ui/form.js";
import { ManyOf } from "../../ui/field.js";
import { MatcherRows, filled } from "../../ui/matchers.js";
import { ScopePicker } from "../work/scope-picker.js";
import { useLoad } from "../../ui/load.js";
import { all } from "../../services/records.js";
import { choices, useAll } from "../../services/names.js";
import { t, word } from "../../text/text.js";

const methods = ["POST", "PUT", "PATCH", "DELETE", "GET"].map((value) => ({ value, label: value }));
const healths = ["ok", "degraded", "down", "maintenance", "unknown"];
const lines = (text) => (text ?? "").split("\n").map((line) => line.trim()).filter(Boolean);
const pairs = (text) => Object.fromEntries(lines(text).map((line) => { const [name, ...rest] = line.split(":"); return [name.trim(), rest.join(":").trim()]; }));
const paired = (headers) => Object.entries(headers ?? {}).map(([name, value]) => `${name}: ${value}`).join("\n");

/** The fields of one of its two actions, whose names begin with `part`. */
const actionStart = (part, action) => (action ? {
  [`${part}.kind`]: action.webhook ? "webhook" : "executor", [`${part}.url`]: action.webhook?.url, [`${part}.method`]: action.webhook?.method ?? "POST", [`${part}.headers`]: paired(action.webhook?.headers),
  [`${part}.body`]: action.webhook?.body, [`${part}.route`]: action.executor?.route, [`${part}.timeout`]: action.timeout, [`${part}.isIdempotent`]: action.isIdempotent,
} : {});

/** What the form begins with. @param {object} [runbook] */
export const startOf = (runbook) => (runbook ? {
  name: runbook.name, purpose: runbook.purpose, ...actionStart("action", runbook.action), ...actionStart("rollback", runbook.rollback),
  conditions: runbook.guards.conditions, classes: runbook.guards.classes.join(", "), items: runbook.guards.items, services: runbook.guards.services, health: runbook.guards.health, runsDuringChange: runbook.guards.runsDuringChange,
  coolDown: runbook.limits.coolDown / 60, perHour: runbook.limits.perHour, reachItems: runbook.limits.items, reachServices: runbook.limits.services, mostCritical: runbook.limits.mostCritical,
  settle: runbook.settle, rehearses: runbook.rehearses, needsApproval: runbook.needsApproval,
} : { "action.kind": "webhook", "action.method": "POST", "action.timeout": 30, "rollback.method": "POST", "rollback.timeout": 30, conditions: [], items: [], services: [], health: [], coolDown: 30, perHour: 4, reachItems: 1, reachServices: 1, settle: 300, rehearses: true });

const given = (value) => (value === "" || value === null || value === undefined ? undefined : value);

function actionOf(part, values, before) {
  const of = (name) => given(values[`${part}.${name}`]);
  if (!of("kind")) return undefined;
  const common = { timeout: Number(of("timeout") ?? 30), isIdempotent: Boolean(of("isIdempotent")) };
  if (of("kind") === "executor") return { ...common, executor: { route: of("route") ?? "" } };
  const secrets = pairs(of("secrets"));
  return { ...common, webhook: { url: of("url") ?? "", method: of("method"), headers: pairs(of("headers")), secrets: Object.keys(secrets).length > 0 ? secrets : undefined, secretHeaders: before?.webhook?.secretHeaders,
    signingKey: of("signingKey"), isSigned: before?.webhook?.isSigned, body: of("body") } };
}

/** What was typed as the API takes it; secrets that were given before stay. @param {object} values @param {object} [before] */
export const runbookOf = (values, before) => ({
  name: (values.name ?? "").trim(), purpose: (values.purpose ?? "").trim(), action: actionOf("action", values, before?.action) ?? {}, rollback: actionOf("rollback", values, before?.rollback),
  guards: { conditions: filled(values.conditions ?? []), items: values.items ?? [], classes: (values.classes ?? "").split(",").map((one) => one.trim()).filter(Boolean), services: values.services ?? [], health: values.health ?? [], runsDuringChange: Boolean(values.runsDuringChange) },
  limits: { coolDown: Math.round(Number(values.coolDown ?? 0) * 60), perHour: Number(values.perHour ?? 1), items: Number(values.reachItems ?? 1), services: Number(values.reachServices ?? 1), mostCritical: given(values.mostCritical) },
  settle: Number(values.settle ?? 300), rehearses: Boolean(values.rehearses), needsApproval: Boolean(values.needsApproval),
});

const heading = (name) => ({ name: `heading.${name}`, label: "", kind: "own", control: () => html`<h3 class="form-heading">${t(`runbook.heading.${name}`)}</h3>` });

const actionFields = (part, before, required) => [
  { name: `${part}.kind`, label: t("runbook.kind"), kind: "choice", required, options: ["webhook", "executor"].map((value) => ({ value, label: t(`runbook.kind.${value}`) })) },
  { name: `${part}.url`, label: t("runbook.url"), required: true, longest: 2000, mono: true, hint: t("runbook.url.hint", { placeholder: "{{item}}" }) },
  { name: `${part}.method`, label: t("runbook.method"), kind: "choice", required: true, options: methods },
  { name: `${part}.headers`, label: t("runbook.headers"), kind: "area", mono: true, hint: t("runbook.headers.hint") },
  { name: `${part}.secrets`, label: t("runbook.secrets"), kind: "area", mono: true, hint: before?.webhook?.secretHeaders.length > 0 ? t("runbook.secrets.kept", { names: before.webhook.secretHeaders.join(", ") }) : t("runbook.secrets.hint") },
  { name: `${part}.signingKey`, label: t("runbook.signing-key"), kind: "password", longest: 500, hint: before?.webhook?.isSigned ? t("runbook.signing-key.kept") : t("runbook.signing-key.hint") },
  { name: `${part}.body`, label: t("runbook.body"), kind: "area", mono: true, hint: t("runbook.body.hint") },
  { name: `${part}.route`, label: t("runbook.route"), required: true, longest: 200, mono: true, hint: t("runbook.route.hint") },
  { name: `${part}.timeout`, label: t("runbook.timeout"), kind: "number", required },
  { name: `${part}.isIdempotent`, label: t("runbook.idempotent"), kind: "check", hint: t("runbook.idempotent.hint") },
];

/** Only what belongs to the kind of action that is chosen. */
const fitting = (part, kind) => (field) => {
  const name = field.name.slice(part.length + 1);
  if (name === "kind") return true;
  if (!kind) return false;
  return kind === "webhook" ? name !== "route" : ["route", "timeout", "isIdempotent"].includes(name);
};

/** Where in the form a place in the runbook stands. */
const fieldOf = (place = "") => {
  const [first, second, third] = place.split(".");
  if (first === "action" || first === "rollback") return `${first}.${{ webhook: third, executor: third }[second] ?? second ?? "kind"}`;
  if (first === "limits") return { items: "reachItems", services: "reachServices" }[second] ?? second;
  return first === "guards" ? second : first;
};

const runbookFields = (services, items, before, kinds) => [
  { name: "name", label: t("rule.name"), required: true, longest: 100, hint: t("runbook.name.hint") }, { name: "purpose", label: t("runbook.purpose"), required: true, longest: 500 },
  heading("action"), ...actionFields("action", before?.action, true).filter(fitting("action", kinds.action)),
  heading("guards"), { name: "conditions", label: t("rule.conditions"), kind: "own", control: (props) => html`<${MatcherRows} label=${t("runbook.conditions")} hint=${t("runbook.conditions.hint")} ...${props} value=${props.value ?? []} />` },
  { name: "items", label: t("change.items"), kind: "own", control: ({ value, change, fault }) => html`<${ScopePicker} optional items=${items} value=${value ?? []} change=${change} fault=${fault} />` },
  { name: "classes", label: t("runbook.classes"), longest: 1000, hint: t("runbook.classes.hint") },
  { name: "services", label: t("record.services"), kind: "own", control: ({ value, change }) => html`<div class="scope-list"><${ManyOf} label=${t("runbook.services")} options=${choices(services)} value=${value ?? []} change=${change} /></div>` },
  { name: "health", label: t("runbook.health"), kind: "many", options: healths.map((value) => ({ value, label: word("health", value) })) }, { name: "runsDuringChange", label: t("runbook.during-change"), kind: "check" },
  heading("limits"), { name: "coolDown", label: t("runbook.cool-down"), kind: "number", required: true }, { name: "perHour", label: t("runbook.per-hour"), kind: "number", required: true },
  { name: "reachItems", label: t("runbook.reach-items"), kind: "number", required: true }, { name: "reachServices", label: t("runbook.reach-services"), kind: "number", required: true },
  { name: "mostCritical", label: t("runbook.most-critical"), kind: "choice", options: [1, 2, 3, 4].map((value) => ({ value, label: word("criticality", value) })), hint: t("runbook.most-critical.hint") },
  heading("effect"), { name: "settle", label: t("runbook.settle"), kind: "number", required: true, hint: t("runbook.settle.hint") },
  { name: "rehearses", label: t("runbook.rehearses"), kind: "check", hint: t("runbook.rehearses.hint") }, { name: "needsApproval", label: t("runbook.needs-approval"), kind: "check" },
  heading("rollback"), ...actionFields("rollback", before?.rollback, false).filter(fitting("rollback", kinds.rollback)),
];

/** @param {{runbook?: object, start: object, draft: string | null, label: string, send: (runbook: object, key: string) => Promise<any>, done: Function, cancel: Function}} props */
export function RunbookForm({ runbook, start, draft, label, send, done, cancel }) {
  const services = useAll("service");
  const { data: items = [] } = useLoad(() => all("item", { active: true }), []);
  const [typed, see] = useState(start);
  const give = async (values, key) => {
    try {
      return await send(runbookOf(values, runbook), key);
    } catch (problem) {
      problem.field = fieldOf(problem.field);
      throw problem;
    }
  };
  return html`<${Form} fields=${runbookFields(services, items, runbook, { action: typed["action.kind"], rollback: typed["rollback.kind"] })} start=${start} draft=${draft} label=${label} send=${give} done=${done} cancel=${cancel} watch=${see} />`;
}
