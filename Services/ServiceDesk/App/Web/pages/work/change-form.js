/** Writing down a change: what, on which items, what it may hurt, when. */
import { html, useEffect, useRef, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Field } from "../../ui/field.js";
import { Notice } from "../../ui/form.js";
import { sentence } from "../../ui/standing.js";
import { useDraft } from "../../ui/draft.js";
import { useLoad } from "../../ui/load.js";
import { Declared } from "./change-impact.js";
import { ScopePicker } from "./scope-picker.js";
import { choices, useAll } from "../../services/names.js";
import { newKey } from "../../services/client.js";
import { all, create, revise } from "../../services/records.js";
import { fromLocalInput, localInput } from "../../text/format.js";
import { t, word } from "../../text/text.js";

const hour = 3_600_000;
const start = (record) => ({
  summary: record?.summary ?? "", type: record?.type ?? "normal", description: record?.description ?? "", risk: record?.risk ?? "",
  assignee: record?.assignee?.id, team: record?.team?.id, scope: record?.scope.map(({ id }) => id) ?? [],
  impacts: Object.fromEntries((record?.expectedImpact ?? []).map(({ service, impact }) => [service.id, impact])),
  from: localInput(record?.window?.start ?? Math.ceil(Date.now() / hour + 1) * hour), to: localInput(record?.window?.end ?? Math.ceil(Date.now() / hour + 3) * hour),
});

const wire = (value) => ({
  summary: value.summary.trim(), type: value.type, description: value.description.trim() || null, risk: value.risk.trim() || null,
  assignee: value.assignee ?? null, team: value.team ?? null, scope: value.scope,
  expectedImpact: Object.entries(value.impacts).filter(([, impact]) => impact).map(([service, impact]) => ({ service, impact })),
  window: value.from && value.to ? { start: fromLocalInput(value.from), end: fromLocalInput(value.to) } : null,
});

/** What can be seen to be wrong before anybody is asked. */
function faultsOf(value) {
  const faults = {};
  if (!value.summary.trim()) faults.summary = t("form.missing");
  if (value.from && value.to && value.from >= value.to) faults.to = t("change.end-before-start");
  return faults;
}

export function ChangeForm({ record, done, cancel }) {
  const [value, change, forget] = useDraft(`change.${record?.id ?? "new"}`, start(record));
  const [{ busy, error, faults = {} }, show] = useState({});
  const [people, teams, services] = [useAll("person"), useAll("team"), useAll("service")];
  const items = useLoad(() => all("item", { active: true }), []);
  const key = useRef(newKey());
  const form = useRef(null);
  const set = (name) => (next) => change({ [name]: next });
  useEffect(() => { if (error || Object.keys(faults).length) form.current.querySelector('[aria-invalid="true"], [role=alert]')?.scrollIntoView({ block: "center" }); }, [error, faults]);
  const submit = async (event) => {
    event.preventDefault();
    const wrong = faultsOf(value);
    if (Object.keys(wrong).length > 0) return show({ faults: wrong });
    show({ busy: true });
    try {
      const answer = record ? await revise("change", record.number, wire(value), record.version) : await create("change", wire(value), key.current);
      forget();
      done(answer);
    } catch (problem) {
      key.current = newKey();
      show({ error: problem, faults: problem.field in value ? { [problem.field]: sentence(problem) } : {} });
    }
  };
  const field = (name, label, more = {}) => html`<${Field} field=${{ name, label, ...more }} value=${value[name]} fault=${faults[name]} change=${set(name)} />`;
  const types = ["normal", "standard", "emergency"].map((one) => ({ value: one, label: word("change.type", one) }));
  return html`<form class="form" ref=${form} novalidate onSubmit=${submit}>
    ${error && !faults[error.field] && html`<${Notice} tone="critical" icon="alert">${sentence(error)}<//>`}
    ${field("summary", t("record.summary"), { required: true, longest: 200 })}
    <div class="pair">${field("type", t("change.type"), { kind: "choice", required: true, options: types })}${field("team", t("record.team"), { kind: "choice", options: choices(teams) })}${field("assignee", t("record.assignee"), { kind: "choice", options: choices(people) })}</div>
    ${field("description", t("change.description"), { kind: "area", longest: 4000 })}
    <h2>${t("change.scope")}</h2>
    <${ScopePicker} items=${items.data ?? []} value=${value.scope} change=${set("scope")} fault=${faults.scope} />
    <${Declared} items=${items.data ?? []} services=${services} scope=${value.scope} value=${value.impacts} change=${set("impacts")} />
    <h2>${t("change.window")}</h2>
    <div class="pair">${field("from", t("change.from"), { kind: "time", required: true })}${field("to", t("change.to"), { kind: "time", required: true })}</div>
    ${field("risk", t("change.risk"), { kind: "area", longest: 4000, hint: t("change.risk.hint") })}
    <div class="form-foot">${cancel && html`<${Button} look="plain" onClick=${cancel}>${t("action.cancel-form")}<//>`}
      <${Button} look="primary" type="submit" busy=${busy}>${record ? t("change.save") : t("change.create")}<//></div>
  </form>`;
}
