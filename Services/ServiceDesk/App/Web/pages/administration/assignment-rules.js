/** Who gets a new incident: a table of rules, the first that fits decides; tried on an incident before it is trusted. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Notice } from "../../ui/form.js";
import { sentence } from "../../ui/standing.js";
import { RulesDocument, mayEdit } from "./rules-document.js";
import { Skills } from "./assignment-skills.js";
import { attempt } from "../../services/incident-rules.js";
import { choices, useAll } from "../../services/names.js";
import { t, word } from "../../text/text.js";

const ways = ["nobody", "least_loaded", "in_turn"];
const words = (text) => (text ?? "").split(",").map((one) => one.trim()).filter(Boolean);

export default function AssignmentRules() {
  const [teams, services] = [useAll("team"), useAll("service")];
  const name = (things, id) => things.find((thing) => thing.id.toLowerCase() === id.toLowerCase())?.name ?? t("common.unnamed");
  const fits = (rule) => [...rule.services.map((id) => name(services, id)), ...rule.priorities.map((value) => `P${value}`), ...rule.categories, ...rule.words.map((one) => `“${one}”`)].join(", ");
  const columns = [
    { label: t("person.name"), cell: (rule) => html`<span class="strong">${rule.name}</span>` },
    { label: t("assignment.fits"), cell: (rule) => fits(rule) || html`<span class="muted">${t("rules.all")}</span>` },
    { label: t("record.team"), cell: (rule) => name(teams, rule.team) },
    { label: t("assignment.person"), cell: (rule) => `${word("assignment.way", rule.person)}${rule.skill ? ` · ${rule.skill}` : ""}` },
  ];
  const fields = (rules) => [
    { name: "name", label: t("person.name"), required: true, longest: 200 },
    { name: "services", label: t("record.services"), kind: "many", options: choices(services) },
    { name: "priorities", label: t("record.priority"), kind: "many", options: [1, 2, 3, 4, 5].map((value) => ({ value, label: t(`priority.${value}`) })) },
    { name: "categories", label: t("nav.categories"), longest: 1000, hint: t("assignment.categories.hint") },
    { name: "words", label: t("assignment.words"), longest: 1000, hint: t("assignment.words.hint") },
    { name: "team", label: t("record.team"), kind: "choice", required: true, options: choices(teams) },
    { name: "person", label: t("assignment.person"), kind: "choice", required: true, options: ways.map((value) => ({ value, label: word("assignment.way", value) })) },
    { name: "skill", label: t("assignment.skill"), kind: "choice", options: rules.skills.map((skill) => ({ value: skill.name, label: skill.name })) },
  ];
  const make = (values) => ({ ...values, services: values.services ?? [], priorities: values.priorities ?? [], categories: words(values.categories), words: words(values.words) });
  return html`<${RulesDocument} name="assignment-rules" part="rules" title=${t("nav.assignment-rules")} about=${t("administration.assignment-rules")} label=${t("assignment.new")}
    columns=${columns} fields=${fields} start=${(rule) => ({ ...rule, categories: rule.categories.join(", "), words: rule.words.join(", ") })} make=${make} empty=${t("assignment.empty")}
    more=${(rules, held) => html`<${Trial} /><${Skills} rules=${rules} held=${held} able=${mayEdit()} />`} />`;
}

/** What each rule says of one incident. */
function Trial() {
  const [number, type] = useState("");
  const [{ answer, error }, show] = useState({});
  const ask = async (event) => {
    event.preventDefault();
    try { show({ answer: (await attempt("assignment-rules", { incident: number.trim() })).items[0] }); } catch (problem) { show({ error: problem }); }
  };
  return html`<section class="card stack"><h2>${t("assignment.try")}</h2>
    <form class="row wraps" onSubmit=${ask}><label class="row"><span>${t("record.number")}</span><input class="input" name="trial" value=${number} maxlength="40" onInput=${(event) => type(event.target.value)} /></label><${Button} type="submit" icon="play">${t("assignment.try.do")}<//></form>
    ${error && html`<${Notice} tone="critical" icon="alert">${sentence(error)}<//>`}
    ${answer && html`<ol>${answer.lines.map((line) => html`<li><span class="strong">${line.rule}</span> <span class="muted" lang="en">${line.misfit ?? ""}</span>${!line.misfit && html` <span class="badge tone-ok">${t("assignment.fits.yes")}</span>`}</li>`)}</ol>
      <p>${answer.outcome ? t("assignment.goes-to", { who: answer.outcome }) : t("assignment.goes-nowhere")} <span class="muted" lang="en">${answer.because ?? ""}</span></p>`}</section>`;
}
