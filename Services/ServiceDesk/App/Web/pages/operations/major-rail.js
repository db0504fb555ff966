/** Who leads, what is hurt, where they talk, who was informed, and when what was. */
import { html, useState } from "../../ui/preact.js";
import { Badge, State } from "../../ui/badge.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { Fact, Facts } from "../../ui/facts.js";
import { Form } from "../../ui/form.js";
import { Person, Time } from "../../ui/bits.js";
import { Why } from "../../ui/why.js";
import { useLoad } from "../../ui/load.js";
import { ServiceNow } from "../work/incident-rail.js";
import { deliveries, giveRole, isLed, roles } from "../../services/majors.js";
import { me } from "../../shell/session.js";
import { notify } from "../../shell/notices.js";
import { has, t } from "../../text/text.js";

/** Deliveries that are shown at once. */
const most = 4;

export function MajorRail({ record, people, put }) {
  const [giving, give] = useState(null);
  const led = isLed(record.state);
  const done = (next) => { give(null); notify(t("command.done", { number: record.number, what: t("major.role.done") })); put(next); };
  return html`${(led || record.holders.length > 0) && html`<${Facts} title=${t("major.roles")}>
      ${roles.map((role) => html`<${Fact} key=${role} name=${t(`major.role.${role}`)} always><${Holders} role=${role} record=${record} led=${led} give=${give} /><//>`)}
      ${led && html`<${Fact} name=${t("major.why-roles")}><${Why} kind="major" number=${record.number} decision="roles" label=${t("why.roles")} /><//>`}
    <//>`}
    <${Facts} title=${t("incident.hurt")}>
      <${Fact} name=${t("record.services")} always>${record.services.map((service) => html`<${ServiceNow} key=${service.id} service=${service} />`)}<//>
      <${Fact} name=${t("major.bridge")}>${record.bridge && html`<${Bridge} text=${record.bridge} />`}<//>
    <//>
    ${record.acceptedAt && html`<${Informed} record=${record} />`}
    <${Facts} title=${t("record.times")}>
      <${Fact} name=${t("incident.broken-since")}><${Time} value=${record.brokenSince} exact /><//>
      <${Fact} name=${t("major.proposed")}><${Time} value=${record.proposedAt} exact /><//>
      <${Fact} name=${t("major.accepted")}>${record.acceptedAt && html`<${Time} value=${record.acceptedAt} exact />`}<//>
      <${Fact} name=${t("major.restored")}>${record.restoredAt && html`<${Time} value=${record.restoredAt} exact />`}<//>
      <${Fact} name=${t("record.closed")}>${record.closedAt && html`<${Time} value=${record.closedAt} exact />`}<//>
    <//>
    ${giving && html`<${RoleDialog} record=${record} people=${people} giving=${giving} close=${() => give(null)} done=${done} />`}`;
}

/** An address is a link; anything else is said as it is. */
const Bridge = ({ text }) => (/^https:\/\//.test(text) ? html`<a class="breaks" href=${text} target="_blank" rel="noopener noreferrer">${text}</a>` : html`<span class="breaks">${text}</span>`);

function Holders({ role, record, led, give }) {
  const holders = record.holders.filter((holder) => holder.role === role);
  const words = holders.length === 0 ? t("major.role.give") : t("major.role.hand-over");
  return html`${holders.map((holder) => html`<span class="row wraps" key=${holder.person.id}><${Person} person=${holder.person} /><span class="small muted"><${Time} value=${holder.since} /></span>
      ${led && html`<${Button} small icon="person" label=${`${t("major.role.hand-over")}: ${t(`major.role.${role}`)}`} onClick=${() => give({ role, from: holder.person })} />`}</span>`)}
    ${led && (holders.length === 0 || role === "resolver_lead") && html`<${Button} small icon="plus" label=${`${t("major.role.give")}: ${t(`major.role.${role}`)}`} onClick=${() => give({ role })}>${holders.length === 0 ? words : t("major.role.more")}<//>`}`;
}

function RoleDialog({ record, people, giving, close, done }) {
  const { role, from } = giving;
  const fields = [
    { name: "person", label: t("record.person"), kind: "choice", required: role === "commander" || !from, options: people.filter(({ value }) => value !== from?.id), none: from && t("major.role.nobody") },
    { name: "note", label: t("major.role.note"), kind: "area", longest: 1000, hint: t("major.role.note.hint") },
  ];
  const send = (values, key) => giveRole(record.number, { role, from: from?.id, ...values }, record.version, key);
  return html`<${Dialog} title=${`${from ? t("major.role.hand-over") : t("major.role.give")} · ${t(`major.role.${role}`)}`} close=${close}>
    <${Form} fields=${fields} draft=${`major.${record.id}.${role}`} start=${{ person: from?.id === me().id ? undefined : me().id }} label=${from ? t("major.role.hand-over") : t("major.role.give")} send=${send} done=${done} cancel=${close} /><//>`;
}

/** The proof that management was told: what the mail server answered, and who has read it. */
function Informed({ record }) {
  const { data } = useLoad((signal) => deliveries(record.id, signal).catch(() => []), [record.id, record.version]);
  const told = (data ?? []).filter(({ template }) => template === "major_incident").reverse();
  const answered = (answer) => (has(`mail.answer.${answer}`) ? t(`mail.answer.${answer}`) : answer);
  const line = (one) => html`<${Fact} key=${one.id} name=${one.name}><span class="row wraps"><${State} value=${one.state} bare />${one.readAt && html`<${Badge} tone="ok" icon="eye">${t("major.read")}<//>`}
    <span class="small muted"><${Time} value=${one.sentAt ?? one.toldAt} /></span></span>${one.answer && html`<span class="small muted breaks">${answered(one.answer)}</span>`}<//>`;
  return html`<${Facts} title=${t("major.informed")}>${told.length === 0 ? html`<${Fact} name=${t("major.management")} always />` : told.slice(0, most).map(line)}<//>
    ${told.length > most && html`<details class="facts more-facts"><summary>${t("major.informed.more", { count: told.length - most })}</summary><dl>${told.slice(most).map(line)}</dl></details>`}`;
}
