/** What some people know how to do, for rules that ask for it. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { Form } from "../../ui/form.js";
import { reasonField } from "./rules-document.js";
import { choices, useAll } from "../../services/names.js";
import { t } from "../../text/text.js";

export function Skills({ rules, held, able }) {
  const people = useAll("person");
  const [open, show] = useState(null);
  const close = () => show(null);
  const staff = people.filter(({ roles }) => roles?.includes("agent"));
  const named = (skill) => skill.people.map((id) => people.find((person) => person.id.toLowerCase() === id.toLowerCase())?.name ?? t("common.someone")).join(", ");
  const send = ({ name, people: those, reason }) => {
    const others = rules.skills.filter((skill) => skill !== open.skill);
    return held.save({ ...rules, skills: those?.length ? [...others, { name, people: those }] : others }, reason);
  };
  const fields = [{ name: "name", label: t("assignment.skill"), required: true, longest: 200 }, { name: "people", label: t("nav.people"), kind: "many", options: choices(staff), hint: t("assignment.skill.hint") }, reasonField()];
  return html`<section class="card flush"><header class="card-head"><h2 class="spring">${t("assignment.skills")}</h2>${able && html`<${Button} small icon="plus" onClick=${() => show({})}>${t("assignment.skill.new")}<//>`}</header>
    <ul class="lines">${rules.skills.map((skill) => html`<li class="row"><span class="strong">${skill.name}</span><span class="muted spring">${named(skill)}</span>${able && html`<${Button} small look="plain" icon="pencil" label=${t("thing.menu", { name: skill.name })} onClick=${() => show({ skill })} />`}</li>`)}
      ${rules.skills.length === 0 && html`<li class="muted">${t("common.none")}</li>`}</ul>
    ${open && html`<${Dialog} title=${open.skill?.name ?? t("assignment.skill.new")} close=${close}><${Form} fields=${fields} draft=${held.draft(`skill ${open.skill?.name ?? ""}`)} start=${open.skill ?? {}} label=${t("action.save")} send=${send} done=${() => { close(); held.done(); }} cancel=${close} /><//>`}</section>`;
}
