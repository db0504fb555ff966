/** What is done with a schedule in the middle of the night: take over, override, swap, take back. */
import { html, useState } from "../../../ui/preact.js";
import { Button } from "../../../ui/button.js";
import { Dialog } from "../../../ui/dialog.js";
import { Form } from "../../../ui/form.js";
import { sentence } from "../../../ui/standing.js";
import { notify } from "../../../shell/notices.js";
import { override, swap, takeOver } from "../../../services/on-call.js";
import { findPeople } from "../../../services/people.js";
import { me } from "../../../shell/session.js";
import { localInput } from "../../../text/format.js";
import { t } from "../../../text/text.js";

/** The pager is mine, from now until the shift that runs ends. */
/** @param {{schedule: string, people: object[], small?: boolean, done: Function}} props */
export function TakeOver({ schedule, people, small, done }) {
  const [busy, work] = useState(false);
  if (people.length === 1 && people[0].id.toLowerCase() === me().id.toLowerCase()) return null;
  const act = async () => {
    work(true);
    try {
      await takeOver(schedule);
      notify(t("on-call.taken-over"));
      await done();
    } catch (error) {
      notify(sentence(error), { tone: "critical" });
    }
    work(false);
  };
  return html`<${Button} small=${small} icon="phone" busy=${busy} onClick=${act}>${t("on-call.take-over")}<//>`;
}

/** Taking something out of use: what that means, before it is done. */
export function Retire({ name, says, retire, close, done }) {
  return html`<${Dialog} title=${`${t("on-call.retire")} · ${name}`} close=${close}><${Form} fields=${[]} draft=${null} look="danger" label=${t("on-call.retire")} cancel=${close} send=${retire} done=${done}>
    <p class="muted">${says}</p><//><//>`;
}

const soon = (hours) => localInput(new Date(Math.ceil(Date.now() / 3_600_000 + hours) * 3_600_000));

export function Override({ schedule, people, close, done }) {
  const fields = [
    { name: "by", label: t("on-call.by"), kind: "pick", find: findPeople, known: me().name, required: true },
    { name: "instead", label: t("on-call.instead"), kind: "choice", none: t("on-call.everybody"), options: people.map(({ id, name }) => ({ value: id, label: name })) },
    { name: "from", label: t("on-call.from"), kind: "time", required: true }, { name: "until", label: t("on-call.until"), kind: "time", required: true },
  ];
  return html`<${Dialog} title=${t("on-call.override")} close=${close}><${Form} fields=${fields} draft=${null} start=${{ by: me().id, from: soon(0), until: soon(8) }} label=${t("on-call.override")} cancel=${close}
    send=${(values, key) => override(schedule, values, key)} done=${done} /><//>`;
}

export function Swap({ schedule, close, done }) {
  const part = (name, label) => [
    { name: `${name}.person`, label: t(label), kind: "pick", find: findPeople, known: name === "one" ? me().name : undefined, required: true },
    { name: `${name}.from`, label: t("on-call.from"), kind: "time", required: true }, { name: `${name}.until`, label: t("on-call.until"), kind: "time", required: true },
  ];
  const send = (values, key) => {
    const of = (name) => ({ person: values[`${name}.person`], from: values[`${name}.from`], until: values[`${name}.until`] });
    return swap(schedule, { one: of("one"), other: of("other") }, key);
  };
  return html`<${Dialog} title=${t("on-call.swap")} close=${close}><${Form} fields=${[...part("one", "on-call.one"), ...part("other", "on-call.other")]} draft=${null} start=${{ "one.person": me().id }} label=${t("on-call.swap")} cancel=${close} send=${send} done=${done}>
    <p class="muted">${t("on-call.swap.text")}</p><//><//>`;
}
