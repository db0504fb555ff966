/** Why a service level was missed: as somebody said, or the way to say it. It stays missed either way. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { Form } from "../../ui/form.js";
import { command } from "../../services/records.js";
import { may } from "../../shell/session.js";
import { notify } from "../../shell/notices.js";
import { t, word } from "../../text/text.js";

const codes = ["capacity", "skill", "wrong_team", "supplier", "customer", "change", "major_incident", "tooling", "outside_influence", "other"];

export function BreachReason({ clock, record, said }) {
  const [open, show] = useState(false);
  const fields = [
    { name: "code", label: t("reports.reason"), kind: "choice", required: true, options: codes.map((value) => ({ value, label: word("breach", value) })) },
    { name: "excusable", label: t("breach.excusable"), kind: "check", hint: t("breach.excusable.hint") },
    { name: "note", label: t("breach.note"), kind: "area", longest: 4000, hint: t("breach.note.hint") },
  ];
  const { kind, measure, target, run, reason } = clock;
  const send = (values, key) => command("incident", record.number, "explain-breach", { kind, measure, target, run, ...values, excusable: Boolean(values.excusable) }, undefined, key);
  const done = () => { show(false); notify(t("breach.said")); said(); };
  return html`<div class="small stack tight">${reason && html`<span>${word("breach", reason.code)}${reason.excusable && html` · ${t("breach.excusable-short")}`}${reason.note && html`<span class="muted breaks"> · ${reason.note}</span>`}</span>`}
    ${may("agent", "administrator") && html`<div><${Button} small icon="pencil" onClick=${() => show(true)}>${t(reason ? "action.edit" : "breach.give")}<//></div>`}
    ${open && html`<${Dialog} title=${t("breach.title", { target })} close=${() => show(false)}><${Form} fields=${fields} draft=${`breach.${record.id}.${kind}.${measure}.${target}.${run}`} start=${reason ?? {}} label=${t("action.save")} send=${send} done=${done} cancel=${() => show(false)} /><//>`}</div>`;
}
