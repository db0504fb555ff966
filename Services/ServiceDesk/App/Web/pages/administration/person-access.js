/** What one person may do, and the teams they are in. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { ManyOf } from "../../ui/field.js";
import { Notice } from "../../ui/form.js";
import { sentence } from "../../ui/standing.js";
import { choices } from "../../services/names.js";
import { command } from "../../services/records.js";
import { t, word } from "../../text/text.js";

const same = (left, right) => left.length === right.length && left.every((one) => right.includes(one));

export function PersonAccess({ person, teams, customRoles, close, done }) {
  const [roles, setRoles] = useState(person.roles ?? []);
  const [own, setOwn] = useState(person.customRoles ?? []);
  const [member, setMember] = useState(person.teams ?? []);
  const [{ busy, error }, show] = useState({});
  const save = async (event) => {
    event.preventDefault();
    show({ busy: true });
    try {
      let now = person;
      const give = async (name, body) => { now = await command("person", person.id, name, body, now.version); };
      if (!same(roles, person.roles) || !same(own, person.customRoles ?? [])) await give("change-roles", { roles, ...(!same(own, person.customRoles ?? []) && { customRoles: own }) });
      for (const team of member.filter((id) => !person.teams.includes(id))) await give("join-team", { team });
      for (const team of person.teams.filter((id) => !member.includes(id))) await give("leave-team", { team });
      done(now);
    } catch (problem) {
      show({ error: problem });
    }
  };
  const allRoles = ["requester", "agent", "manager", "administrator"].map((value) => ({ value, label: word("role", value) }));
  return html`<${Dialog} title=${`${t("person.access")} · ${person.name}`} close=${close}><form class="form" onSubmit=${save}>
    ${error && html`<${Notice} tone="critical" icon="alert">${sentence(error)}<//>`}
    <${ManyOf} label=${t("person.roles")} options=${allRoles} value=${roles} change=${setRoles} required />
    ${customRoles.length > 0 && html`<${ManyOf} label=${t("person.custom-roles")} options=${choices(customRoles)} value=${own} change=${setOwn} />`}
    <${ManyOf} label=${t("nav.teams")} options=${choices(teams)} value=${member} change=${setMember} />
    <div class="form-foot"><${Button} look="plain" onClick=${close}>${t("action.cancel-form")}<//><${Button} look="primary" type="submit" busy=${busy} disabled=${roles.length === 0}>${t("action.save")}<//></div>
  </form><//>`;
}
