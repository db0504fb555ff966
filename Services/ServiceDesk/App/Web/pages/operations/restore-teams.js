/** On how many outages each team works at the same time. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { Form } from "../../ui/form.js";
import { setCapacity } from "../../services/restore.js";
import { t } from "../../text/text.js";

export function RestoreTeams({ teams, done }) {
  const [open, show] = useState(false);
  const close = () => show(false);
  return html`<${Button} icon="team" onClick=${() => show(true)}>${t("restore.teams")}<//>
    ${open && html`<${Dialog} title=${t("restore.teams")} close=${close}><${Teams} teams=${teams} close=${close} done=${done} /><//>`}`;
}

function Teams({ teams, close, done }) {
  const fields = teams.map((team) => ({ name: team.id, label: team.name ?? t("common.unnamed"), kind: "number", required: true, hint: t("restore.team.outages", { count: team.outages }) }));
  const start = Object.fromEntries(teams.map((team) => [team.id, team.capacity]));
  const send = async (values) => {
    for (const team of teams.filter(({ id }) => values[id] !== start[id])) await setCapacity(team.id, values[team.id]);
  };
  return html`<${Form} fields=${fields} draft=${null} start=${start} label=${t("restore.teams.save")} cancel=${close} send=${send} done=${() => { close(); done(); }}>
    <p class="muted">${t("restore.teams.text")}</p><//>`;
}
