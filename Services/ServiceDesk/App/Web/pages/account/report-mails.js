/** Reports that one gets by mail: which, how often, in whose mornings. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { Failure, Skeleton, sentence } from "../../ui/standing.js";
import { Form } from "../../ui/form.js";
import { Time } from "../../ui/bits.js";
import { useLoad } from "../../ui/load.js";
import { call, get, post } from "../../services/client.js";
import { choices, useAll } from "../../services/names.js";
import { zoneHere } from "../../text/format.js";
import { isStaff } from "../../shell/session.js";
import { notify } from "../../shell/notices.js";
import { t, word } from "../../text/text.js";

const path = "report-subscriptions";
const pages = { service: "service-report", monthly: "monthly-report", incidents: "incident-report", "service-levels": "levels-report", availability: "availability-report", contacts: "contact-report" };
const nameOf = (report) => t(`nav.${pages[report]}`);

const Line = ({ one, stop }) => html`<li><div class="stack tight spring"><span class="strong one-line" dir="auto">${one.name}</span>
  <span class="small muted">${nameOf(one.report)} · ${word("report-mail", one.rhythm)} · ${t("report-mail.next")} <${Time} value=${one.nextAt} exact /></span></div>
  <${Button} small look="danger" onClick=${stop}>${t("report-mail.stop")}<//></li>`;

export function ReportMails() {
  const { data, error, again } = useLoad((signal) => get(path, undefined, signal), []);
  const organisations = useAll("organisation");
  const [adding, add] = useState(false);
  const reports = Object.keys(pages).filter((report) => isStaff() || report === "service");
  const fields = [
    { name: "report", label: t("report-mail.report"), kind: "choice", required: true, options: reports.map((value) => ({ value, label: nameOf(value) })) },
    { name: "rhythm", label: t("report-mail.rhythm"), kind: "choice", required: true, options: ["daily", "weekly", "monthly"].map((value) => ({ value, label: word("report-mail", value) })) },
    ...(isStaff() ? [{ name: "customer", label: t("reports.customer"), kind: "choice", none: t("reports.everybody"), options: choices(organisations) }] : []),
    { name: "name", label: t("person.name"), longest: 200, hint: t("report-mail.name.hint") },
  ];
  const send = (values, key) => post(path, { ...values, customer: values.customer ?? null, name: values.name ?? nameOf(values.report), zone: zoneHere() }, { key });
  const stop = (one) => call("DELETE", `${path}/${one.id}`).catch((problem) => notify(sentence(problem), { tone: "critical" })).then(again);
  return html`<section class="card flush"><h2 class="card-head">${t("report-mail.title")}<span class="spring" /><${Button} small icon="plus" onClick=${() => add(true)}>${t("report-mail.new")}<//></h2>
    ${error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<${Skeleton} lines=${2} />`
      : data.items.length === 0 ? html`<p class="nothing-open">${t("report-mail.none")}</p>`
      : html`<ul class="lines roomy">${data.items.map((one) => html`<${Line} key=${one.id} one=${one} stop=${() => stop(one)} />`)}</ul>`}
    ${adding && html`<${Dialog} title=${t("report-mail.new")} close=${() => add(false)}><${Form} fields=${fields} draft="report-mail" label=${t("action.save")} send=${send}
      done=${() => { add(false); again(); }} cancel=${() => add(false)}><p class="muted small">${t("report-mail.text")}</p><//><//>`}
  </section>`;
}
