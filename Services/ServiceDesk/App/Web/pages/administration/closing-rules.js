/** When a resolved incident closes by itself: how many business days, and which those are where no policy says so. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { Form } from "../../ui/form.js";
import { OpenTrial } from "./open-trial.js";
import { DocumentPage, reasonField, useDocument } from "./rules-document.js";
import { zones } from "./zones.js";
import { list } from "../../text/format.js";
import { t } from "../../text/text.js";

const kind = "closing-rules";
const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const rulesOf = ({ businessDays, weekdays, zone }) => ({ businessDays: Number(businessDays), weekdays: days.filter((day) => weekdays?.includes(day)), zone });

export default function ClosingRules() {
  const held = useDocument(kind);
  const [open, show] = useState(false);
  const close = () => show(false);
  const fields = [
    { name: "businessDays", label: t("closing.days"), kind: "number", required: true },
    { name: "weekdays", label: t("closing.weekdays"), kind: "many", options: days.map((value) => ({ value, label: t(`weekday.${value}`) })), hint: t("closing.weekdays.hint") },
    { name: "zone", label: t("closing.zone"), kind: "choice", required: true, options: zones() }, reasonField(),
  ];
  const send = ({ reason, ...values }) => held.save(rulesOf(values), reason);
  const edit = html`<${Button} look="primary" icon="pencil" onClick=${() => show(true)}>${t("action.edit")}<//>`;
  return html`<${DocumentPage} name=${kind} title=${t("nav.closing-rules")} about=${t("administration.closing-rules")} held=${held} actions=${edit}>${(rules) => html`
    <div class="card stack"><p>${t("closing.days")}: <span class="strong">${rules.businessDays}</span></p>
      <p>${t("closing.weekdays")}: <span class="strong">${list(rules.weekdays.map((day) => t(`weekday.${day}`)))}</span> <span class="muted">${rules.zone}</span></p><p class="muted small">${t("closing.weekdays.hint")}</p></div>
    ${open && html`<${Dialog} title=${t("nav.closing-rules")} close=${close}><${Form} fields=${fields} draft=${null} start=${rules} label=${t("action.save")} send=${send} done=${() => { close(); held.done(); }} cancel=${close} below=${(values) => html`<${OpenTrial} name=${kind} rules=${rulesOf(values)} />`} /><//>`}`}<//>`;
}
