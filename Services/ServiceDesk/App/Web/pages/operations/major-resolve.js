/** Resolving the incident of a major one without leaving the room. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { CommandDialog } from "../../ui/commands.js";
import { useLoad } from "../../ui/load.js";
import { incidentCommands } from "../work/incident-commands.js";
import { categoryTexts, useRules } from "../../services/incident-rules.js";
import { read } from "../../services/records.js";
import { t } from "../../text/text.js";

/** @param {{incident: {number: string}, done: Function}} props */
export function ResolveIncident({ incident, done }) {
  const [open, show] = useState(false);
  return html`<${Button} icon="check-circle" onClick=${() => show(true)}>${t("major.resolve", { number: incident.number })}<//>
    ${open && html`<${Resolution} number=${incident.number} close=${() => show(false)} done=${done} />`}`;
}

function Resolution({ number, close, done }) {
  const { data } = useLoad(() => read("incident", number), [number]);
  const categories = categoryTexts(useRules("categories").data);
  const command = incidentCommands([], [], categories).find(({ name }) => name === "resolve");
  return data && html`<${CommandDialog} kind="incident" record=${data} command=${command} close=${close} done=${done} />`;
}
