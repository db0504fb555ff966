/** Whether an incident is a candidate or led as a major one; and the way to propose it. */
import { html } from "../../ui/preact.js";
import { Dialog } from "../../ui/dialog.js";
import { Form, Notice } from "../../ui/form.js";
import { Numbered } from "../../ui/bits.js";
import { State } from "../../ui/badge.js";
import { useLoad, useSettled } from "../../ui/load.js";
import { isLed, majorOf, propose } from "../../services/majors.js";
import { useLive } from "../../shell/live.js";
import { navigate } from "../../shell/router.js";
import { t } from "../../text/text.js";

export function MajorOf({ incident }) {
  const { data, again } = useLoad((signal) => majorOf(incident.id, signal).catch(() => null), [incident.id]);
  useLive("major-incident", useSettled(again, 500));
  if (!data || ["rejected", "lapsed"].includes(data.state)) return null;
  return html`<${Notice} tone=${isLed(data.state) ? "critical" : "warning"} icon="alert"><span class="row wraps">${t(isLed(data.state) ? "major.is-led" : "major.is-candidate")} <${Numbered} number=${data.number} /><${State} value=${data.state} bare /></span><//>`;
}

export function ProposeMajor({ incident, close }) {
  const fields = [{ name: "reason", label: t("form.reason"), kind: "area", required: true, longest: 1000, hint: t("major.propose.hint") }];
  const done = (major) => { close(); navigate(`/operations/major-incidents/${major.number}`); };
  return html`<${Dialog} title=${`${t("major.propose")} · ${incident.number}`} close=${close}>
    <${Form} fields=${fields} draft=${`incident.${incident.id}.major`} label=${t("major.propose")} send=${({ reason }, key) => propose(incident.id, reason, key)} done=${done} cancel=${close} /><//>`;
}
