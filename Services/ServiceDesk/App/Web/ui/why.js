/** "Why?": what was decided by itself, from what, by which rule. */
import { html } from "./preact.js";
import { Button } from "./button.js";
import { Popover } from "./popover.js";
import { Failure, Skeleton } from "./standing.js";
import { Time } from "./bits.js";
import { useLoad } from "./load.js";
import { useAll } from "../services/names.js";
import { why } from "../services/records.js";
import { dateTime } from "../text/format.js";
import { has, t, word } from "../text/text.js";

/** The words for what is one of a closed set. */
const sets = { state: "state", severity: "severity", impact: "matrix", urgency: "matrix", flag: "major.flag", health: "health", escalation: "escalation.kind" };
const identity = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
const instant = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

/** @param {{kind: string, number: string, decision?: string, fact?: string, label: string}} props the newest of that decision, or behind that fact; without either, all of them */
export function Why({ kind, number, decision, fact, label }) {
  const trigger = (open, toggle) => html`<${Button} look="plain" small icon="question" label=${label} aria-expanded=${String(open)} onClick=${toggle} />`;
  return html`<${Popover} trigger=${trigger} label=${label} wide>${() => html`<${Answers} kind=${kind} number=${number} decision=${decision} fact=${fact} label=${label} />`}<//>`;
}

function Answers({ kind, number, decision, fact, label }) {
  const { data, error, again } = useLoad(() => why(kind, number), [kind, number]);
  if (error) return html`<${Failure} error=${error} again=${again} />`;
  if (!data) return html`<${Skeleton} lines=${3} />`;
  const found = decision || fact ? data.filter((line) => line.why.decision === decision || line.fact === fact).slice(0, 1) : data;
  return html`<div class="why" tabindex="-1"><h2>${label}</h2>
    ${found.length === 0 && html`<p class="muted">${t("why.by-hand")}</p>`}
    ${found.map((line) => html`<${Explained} line=${line} />`)}</div>`;
}

/** Says a value as people say it: names for ids, their own clock, words for what is one of a closed set. */
function useWords() {
  const names = new Map(["service", "team", "organisation"].flatMap((kind) => useAll(kind)).map(({ id, name: called }) => [id.toLowerCase(), called]));
  return (value, name) => (has(`${sets[name]}.${value}`) ? word(sets[name], value)
    : value.replace(identity, (id) => names.get(id.toLowerCase()) ?? "").replace(instant, dateTime).replace(/^[\s,]+$/, ""));
}

/** One explained decision. */
function Explained({ line }) {
  const say = useWords();
  const inputs = Object.entries(line.why.inputs).map(([name, value]) => [name, say(value, name)]).filter(([, value]) => value !== "");
  return html`<article class="stack tight">
    <p lang="en">${line.why.because}</p>
    <table class="small"><tbody>${inputs.map(([name, value]) => html`<tr><th scope="row">${word("why.input", name)}</th><td lang="en" class="breaks">${value}</td></tr>`)}
      <tr><th scope="row">${t("why.outcome")}</th><td lang="en" class="strong">${say(line.why.outcome, line.why.decision) || "–"}</td></tr></tbody></table>
    <p class="small muted">${t("why.rule", { version: line.why.version })} <span lang="en">${line.why.rule}</span> · <${Time} value=${line.at} exact /></p>
  </article>`;
}
