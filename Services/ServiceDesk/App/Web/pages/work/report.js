/** An agent writes down what somebody says on the phone; an incident is opened from it. */
import { html } from "../../ui/preact.js";
import { Form } from "../../ui/form.js";
import { Page } from "../../ui/page.js";
import { choices, useAll } from "../../services/names.js";
import { findPeople } from "../../services/people.js";
import { categoryTexts, useRules } from "../../services/incident-rules.js";
import { create, read } from "../../services/records.js";
import { navigate } from "../../shell/router.js";
import { notify } from "../../shell/notices.js";
import { t } from "../../text/text.js";

/** The incident's number follows a moment after the contact is kept. */
async function numberOf(contact) {
  for (let attempt = 0; attempt < 12; attempt += 1) {
    const found = await read("incident", contact.incident.id).catch(() => null);
    if (found) return found.number;
    await new Promise((done) => setTimeout(done, 250));
  }
  return null;
}

export default function Report() {
  const services = useAll("service");
  const categories = categoryTexts(useRules("categories").data);
  const fields = [
    { name: "person", label: t("report.person"), kind: "pick", required: true, find: findPeople, hint: t("report.person.hint") },
    { name: "summary", label: t("report.summary"), required: true, longest: 200, hint: t("report.summary.hint") },
    { name: "service", label: t("record.service"), kind: "choice", options: choices(services) },
    ...(categories.length > 0 ? [{ name: "category", label: t("class.category"), kind: "choice", options: categories.map((value) => ({ value, label: value })) }] : []),
    { name: "urgency", label: t("report.urgency"), kind: "choice", options: [1, 2, 3].map((value) => ({ value, label: t(`urgency.${value}`) })) },
    { name: "description", label: t("report.description"), kind: "area", longest: 4000 },
  ];
  const send = (values, key) => create("contact", { ...values, channel: "phone" }, key);
  const done = async (contact) => {
    notify(t("report.done", { number: contact.number }));
    const number = await numberOf(contact);
    navigate(number ? `/work/incidents/${number}` : "/work/incidents?sort=-openedAt");
  };
  return html`<${Page} title=${t("report.title")} trail=${{ href: "/work/incidents", label: t("nav.incidents") }} about=${t("report.text")} narrow>
    <section class="card"><${Form} fields=${fields} draft="report" label=${t("report.send")} send=${send} done=${done} /></section>
  <//>`;
}
