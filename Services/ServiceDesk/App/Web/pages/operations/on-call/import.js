/** Taking over a schedule of Grafana OnCall or Opsgenie; what was not taken is named. */
import { html, useState } from "../../../ui/preact.js";
import { Button } from "../../../ui/button.js";
import { Dialog } from "../../../ui/dialog.js";
import { Form, Notice } from "../../../ui/form.js";
import { navigate } from "../../../shell/router.js";
import { choices, useAll } from "../../../services/names.js";
import { takeSchedule } from "../../../services/on-call.js";
import { t } from "../../../text/text.js";

/** Who is who, a line each: what the file calls them, = and their name here. */
function peopleOf(lines, known) {
  const ids = new Map(known.map(({ id, name }) => [name.toLowerCase(), id]));
  const pairs = (lines ?? "").split("\n").map((line) => line.split("=").map((part) => part.trim())).filter(([key, name]) => key && name);
  return Object.fromEntries(pairs.flatMap(([key, name]) => (ids.has(name.toLowerCase()) ? [[key, ids.get(name.toLowerCase())]] : [])));
}

export function Import({ close }) {
  const [people, teams] = [useAll("person"), useAll("team")];
  const [answer, show] = useState(null);
  const fields = [
    { name: "format", label: t("on-call.import.format"), kind: "choice", required: true, options: [{ value: "grafana", label: "Grafana OnCall" }, { value: "opsgenie", label: "Opsgenie" }] },
    { name: "file", label: t("on-call.import.file"), kind: "area", required: true, mono: true, longest: 200_000 },
    { name: "people", label: t("on-call.import.people"), kind: "area", longest: 20_000, hint: t("on-call.import.people.hint") },
    { name: "team", label: t("record.team"), kind: "choice", options: choices(teams) },
  ];
  const send = (values, key) => takeSchedule({ ...values, name: null, people: peopleOf(values.people, people) }, key);
  const done = (taken) => (taken.leftOut.length > 0 ? show(taken) : navigate(`/operations/on-call/${taken.schedule.id}`));
  return html`<${Dialog} title=${t("on-call.import")} close=${close} wide>${answer
    ? html`<${Notice} tone="warning" icon="alert">${t("on-call.import.left-out")}<ul>${answer.leftOut.map((line) => html`<li lang="en">${line}</li>`)}</ul><//>
        <div class="form-foot"><${Button} look="primary" href=${`/operations/on-call/${answer.schedule.id}`}>${t("on-call.import.show")}<//></div>`
    : html`<${Form} fields=${fields} draft=${null} label=${t("on-call.import")} cancel=${close} send=${send} done=${done} />`}<//>`;
}
