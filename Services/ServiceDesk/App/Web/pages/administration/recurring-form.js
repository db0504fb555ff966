/** Writing a recurring record: a report or an item of the catalogue, in whose name, and when. */
import { html, useRef, useState } from "../../ui/preact.js";
import { AnswersForm, answersToSend, missingAnswers } from "../../ui/answers.js";
import { Button } from "../../ui/button.js";
import { Field } from "../../ui/field.js";
import { Notice } from "../../ui/form.js";
import { Picker } from "../../ui/picker.js";
import { RuleFields, newRule, ruleToSend } from "./recurrence.js";
import { Segments } from "../../ui/segments.js";
import { sentence } from "../../ui/standing.js";
import { useLoad } from "../../ui/load.js";
import { newKey } from "../../services/client.js";
import { choices, useAll } from "../../services/names.js";
import { findPeople, useNamesOf } from "../../services/people.js";
import { catalogue, catalogueItem } from "../../services/portal.js";
import { keepRecurring } from "../../services/recurring.js";
import { t } from "../../text/text.js";

const urgencies = () => [1, 2, 3].map((value) => ({ value, label: t(`urgency.${value}`) }));
/** A file is sent once: such fields have nothing to say here. */
const withoutFiles = (form) => form.filter(({ type }) => type !== "file");
const present = (value) => (typeof value === "string" ? value.trim() : value) || null;

function Person({ name, label, value, change, fault, required, hint }) {
  const names = useNamesOf([value]);
  return html`<${Picker} label=${label} name=${name} value=${value ?? null} known=${names.get(value) ?? undefined} find=${findPeople} required=${required} fault=${fault} hint=${hint} change=${change} />`;
}

function ReportFields({ value, change, faults }) {
  const services = useAll("service");
  const field = (name, more) => html`<${Field} field=${{ name: `report.${name}`, ...more }} value=${value[name]} fault=${faults[`report.${name}`]} change=${(next) => change({ ...value, [name]: next })} />`;
  return html`${field("summary", { label: t("report.summary"), required: true, longest: 200 })}${field("service", { label: t("record.service"), kind: "choice", options: choices(services) })}
    ${field("urgency", { label: t("report.urgency"), kind: "choice", options: urgencies() })}${field("description", { label: t("report.description"), kind: "area", longest: 4000 })}`;
}

function RequestFields({ value, form, change, faults }) {
  const { data: domains = [] } = useLoad((signal) => catalogue(undefined, signal), []);
  const items = domains.flatMap((domain) => domain.offerings.flatMap((offering) => offering.items.map((item) => ({ value: item.id, label: `${item.name} · ${offering.name}` }))));
  const named = Object.fromEntries(Object.entries(faults).map(([name, fault]) => [name.replace(/^request\.answers\./, ""), fault]));
  return html`<${Field} field=${{ name: "request.item", label: t("fulfil.item"), kind: "choice", required: true, options: items }} value=${value.item} fault=${faults["request.item"]} change=${(item) => change({ ...value, item, answers: {} })} />
    <${Person} name="request.requestedFor" label=${t("recurring.for")} hint=${t("recurring.for.hint")} value=${value.requestedFor} fault=${faults["request.requestedFor"]} change=${(requestedFor) => change({ ...value, requestedFor })} />
    ${form && html`<${AnswersForm} form=${form} answers=${value.answers ?? {}} faults=${named} change=${(key, answer) => change({ ...value, answers: { ...value.answers, [key]: answer } })} />`}`;
}

/** What is sent, and what is missing before it is. */
function content({ what, person, report, request }, form) {
  if (what === "report") {
    const faults = present(report.summary) ? {} : { "report.summary": t("form.missing") };
    return { faults, body: { report: { person, summary: report.summary, service: present(report.service), urgency: report.urgency ?? null, description: present(report.description) } } };
  }
  const missing = Object.fromEntries(Object.entries(missingAnswers(form ?? [], request.answers ?? {})).map(([key, fault]) => [`request.answers.${key}`, fault]));
  return { faults: request.item ? missing : { "request.item": t("form.missing") }, body: { request: { person, item: request.item, requestedFor: request.requestedFor ?? null, answers: answersToSend(form ?? [], request.answers ?? {}) } } };
}

export function RecurringForm({ record, close, done }) {
  const [value, put] = useState({
    name: record.name ?? "", what: record.report ? "report" : "request", person: record.report?.person ?? record.request?.person ?? null,
    report: record.report ?? {}, request: record.request ?? { answers: {} }, rule: record.rule ?? newRule(),
  });
  const [{ busy, error, faults = {} }, show] = useState({});
  const { data: item } = useLoad((signal) => (value.request.item ? catalogueItem(value.request.item, signal) : Promise.resolve(null)), [value.request.item]);
  const key = useRef(newKey());
  const change = (part) => put((before) => ({ ...before, ...part }));
  const save = async (event) => {
    event.preventDefault();
    const { faults: missing, body } = content(value, item && withoutFiles(item.form));
    const nameless = { ...(!present(value.name) && { name: t("form.missing") }), ...(!value.person && { person: t("form.missing") }) };
    if (Object.keys({ ...missing, ...nameless }).length > 0) return show({ faults: { ...missing, ...nameless } });
    show({ busy: true });
    try {
      done(await keepRecurring(record, { name: value.name.trim(), rule: ruleToSend(value.rule), ...body }, key.current));
    } catch (problem) {
      key.current = newKey();
      show(problem.field ? { faults: { [problem.field.replace(/^(report|request)\.person$/, "person")]: sentence(problem) }, error: problem } : { error: problem });
    }
  };
  return html`<form class="form" novalidate onSubmit=${save}>${error && html`<${Notice} tone="critical" icon="alert">${sentence(error)}<//>`}
    ${!record.id && html`<div class="row"><${Segments} label=${t("recurring.what")} options=${[{ value: "request", label: t("recurring.request") }, { value: "report", label: t("recurring.report") }]} value=${value.what} change=${(what) => change({ what })} /></div>`}
    <${Field} field=${{ name: "name", label: t("person.name"), required: true, longest: 80 }} value=${value.name} fault=${faults.name} change=${(name) => change({ name })} autofocus />
    <${Person} name="person" label=${t("recurring.person")} required value=${value.person} fault=${faults.person} change=${(person) => change({ person })} />
    ${value.what === "report" ? html`<${ReportFields} value=${value.report} change=${(report) => change({ report })} faults=${faults} />`
      : html`<${RequestFields} value=${value.request} form=${item && withoutFiles(item.form)} change=${(request) => change({ request })} faults=${faults} />`}
    <${RuleFields} rule=${value.rule} change=${(rule) => change({ rule })} faults=${faults} />
    <div class="form-foot"><${Button} look="plain" onClick=${close}>${t("action.cancel-form")}<//><${Button} look="primary" type="submit" busy=${busy}>${t("action.save")}<//></div></form>`;
}
