/** The editor of a request item, with the form as people will see it beside it. */
import { html, useRef, useState } from "../../../ui/preact.js";
import { AnswersForm } from "../../../ui/answers.js";
import { Button } from "../../../ui/button.js";
import { Field, ManyOf } from "../../../ui/field.js";
import { FormBuilder } from "./form-builder.js";
import { Notice } from "../../../ui/form.js";
import { Stages } from "./stages.js";
import { Plan } from "./plan.js";
import { iconField } from "./fields.js";
import { sentence } from "../../../ui/standing.js";
import { useDraft } from "../../../ui/draft.js";
import { call, newKey } from "../../../services/client.js";
import { choices, useAll } from "../../../services/names.js";
import { command, create } from "../../../services/records.js";
import { notify } from "../../../shell/notices.js";
import { navigate } from "../../../shell/router.js";
import { t, word } from "../../../text/text.js";

const Section = ({ title, about, fault, children }) => html`<section class=${fault ? "card form wrong-section" : "card form"}><div><h2>${title}</h2>${about && html`<p class="muted small">${about}</p>`}</div>${fault && html`<${Notice} tone="critical" icon="alert">${fault}<//>`}${children}</section>`;

function Preview({ form }) {
  const [answers, answer] = useState({});
  return html`<aside class="item-preview"><section class="card stack"><h2>${t("catalogue.preview")}</h2>${form.length === 0 && html`<p class="muted">${t("catalogue.preview.none")}</p>`}
    <div class="form" inert=${false}><${AnswersForm} form=${form} answers=${answers} change=${(key, value) => answer((before) => ({ ...before, [key]: value }))} /></div></section></aside>`;
}

/** Fault by the part of the content it belongs to: `content.plan[0].title` and `plan.order` belong to the plan. */
const partOf = (field) => ["name", "summary", "description", "topic", "form", "entitlement", "approvals", "plan", "delivery", "cost"].find((part) => (field ?? "").replace(/^content\./, "").startsWith(part));

export function ItemEditor({ item, saved }) {
  const [{ content }, keep, forget] = useDraft(`catalogue-item.${item.id ?? "new"}.${item.version ?? 0}`, { content: item.content });
  const [teams, organisations] = [useAll("team"), useAll("organisation")];
  const [{ busy, error }, show] = useState({});
  const key = useRef(newKey());
  const set = (name) => (value) => { keep({ content: { ...content, [name]: value } }); show({}); };
  const act = async (run, said) => {
    show({ busy: said });
    try {
      const next = await run();
      forget();
      show({});
      notify(t(said, { name: next.content.name }));
      if (item.id) saved(next);
      else navigate(`/administration/catalogue/${next.id}`, { replace: true });
    } catch (problem) {
      key.current = newKey();
      show({ error: problem });
      document.getElementById("main").scrollTo({ top: 0 });
    }
  };
  const clean = { ...content, name: content.name.trim(), summary: content.summary.trim() };
  const save = (event) => { event.preventDefault(); act(() => (item.id ? call("PUT", `request-items/${item.id}`, { body: { content: clean }, version: item.version, key: key.current }) : create("requestItem", { offering: item.offering, content: clean }, key.current)), "thing.saved"); };
  const wrong = error && partOf(error.problem?.field);
  const fault = (...parts) => (parts.includes(wrong) ? `${sentence(error)} (${error.problem.field.replace(/^content\./, "")})` : undefined);
  const dirty = JSON.stringify(content) !== JSON.stringify(item.content);
  return html`<form class="item-editor" novalidate onSubmit=${save}><div class="stack wide">
    ${error && !wrong && html`<${Notice} tone="critical" icon="alert">${sentence(error)}<//>`}
    <${Section} title=${t("catalogue.about-it")} fault=${fault("name", "summary", "description", "topic")}>
      <div class="pair"><${Field} field=${{ name: "name", label: t("person.name"), required: true, longest: 100 }} value=${content.name} change=${set("name")} /><${Field} field=${iconField()} value=${content.icon} change=${set("icon")} /></div>
      <${Field} field=${{ name: "summary", label: t("catalogue.summary"), required: true, longest: 200, hint: t("catalogue.summary.hint") }} value=${content.summary} change=${set("summary")} />
      <${Field} field=${{ name: "description", label: t("service.description"), kind: "area", longest: 5000, hint: t("catalogue.description.hint") }} value=${content.description} change=${(value) => set("description")(value || null)} />
      <${Field} field=${{ name: "topic", label: t("catalogue.topic"), longest: 60, hint: t("catalogue.topic.hint") }} value=${content.topic} change=${(value) => set("topic")(value || null)} /><//>
    <${Section} title=${t("catalogue.form")} about=${t("catalogue.form.about")} fault=${fault("form")}><${FormBuilder} form=${content.form} change=${set("form")} /><//>
    <${Section} title=${t("catalogue.approvals")} about=${t("catalogue.approvals.about")} fault=${fault("approvals")}><${Stages} stages=${content.approvals} costOwner=${content.costOwner} teams=${teams} change=${set("approvals")} own=${set("costOwner")} /><//>
    <${Section} title=${t("catalogue.plan")} about=${t("catalogue.plan.about")} fault=${fault("plan")}><${Plan} plan=${content.plan} teams=${teams} change=${set("plan")} /><//>
    <${Section} title=${t("catalogue.delivery")} about=${t("catalogue.delivery.about")} fault=${fault("delivery", "cost")}><div class="pair">
      <${Field} field=${{ name: "amount", label: t("catalogue.amount"), kind: "number", required: true }} value=${content.delivery.amount} change=${(value) => set("delivery")({ ...content.delivery, amount: Number(value) })} min="1" />
      <${Field} field=${{ name: "unit", label: t("catalogue.unit"), kind: "choice", required: true, options: ["hours", "days"].map((value) => ({ value, label: t(`unit.${value}`) })) }} value=${content.delivery.unit} change=${(unit) => set("delivery")({ ...content.delivery, unit })} /></div><div class="pair">
      <${Field} field=${{ name: "cost", label: t("item.cost"), kind: "number" }} value=${content.cost?.amount} change=${(value) => set("cost")(value === "" ? null : { amount: Number(value), currency: content.cost?.currency ?? "EUR" })} min="0" step="any" />
      <${Field} field=${{ name: "currency", label: t("catalogue.currency"), longest: 3 }} value=${content.cost?.currency ?? ""} change=${(currency) => content.cost && set("cost")({ ...content.cost, currency: currency.toUpperCase() })} /></div><//>
    <${Section} title=${t("catalogue.entitlement")} about=${t("catalogue.entitlement.about")} fault=${fault("entitlement")}><div class="pair">
      <${ManyOf} label=${t("nav.organisations")} options=${choices(organisations)} value=${content.entitlement.organisations} change=${(value) => set("entitlement")({ ...content.entitlement, organisations: value })} />
      <${ManyOf} label=${t("person.roles")} options=${["requester", "agent", "manager", "administrator"].map((value) => ({ value, label: word("role", value) }))} value=${content.entitlement.roles} change=${(value) => set("entitlement")({ ...content.entitlement, roles: value })} />
      <${ManyOf} label=${t("nav.teams")} options=${choices(teams)} value=${content.entitlement.teams} change=${(value) => set("entitlement")({ ...content.entitlement, teams: value })} /></div><//>
    <div class="editor-foot"><span class="muted small">${dirty ? t("catalogue.unsaved") : ""}</span><span class="spring" />
      ${item.id && item.state !== "retired" && html`<${Button} look="danger" onClick=${() => act(() => command("requestItem", item.id, "retire", undefined, item.version), "catalogue.retired")}>${t("catalogue.retire")}<//>`}
      ${item.id && item.state !== "published" && !dirty && html`<${Button} icon="check-circle" onClick=${() => act(() => command("requestItem", item.id, "publish", undefined, item.version), "catalogue.published")}>${t("catalogue.publish")}<//>`}
      <${Button} look="primary" type="submit" busy=${busy === "thing.saved"}>${t("action.save")}<//></div>
  </div><${Preview} form=${content.form} /></form>`;
}
