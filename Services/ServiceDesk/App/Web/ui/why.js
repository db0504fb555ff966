/** "Why?": what was decided by itself, from what, by which rule. */
import { html } from "./preact.js";
import { Button } from "./button.js";
import { Popover } from "./popover.js";
import { Failure, Skeleton } from "./standing.js";
import { Time } from "./bits.js";
import { useLoad } from "./load.js";
import { why } from "../services/records.js";
import { t, word } from "../text/text.js";

/** @param {{kind: string, number: string, decision?: string, label: string}} props without `decision`, all of them */
export function Why({ kind, number, decision, label }) {
  const trigger = (open, toggle) => html`<${Button} look="plain" small icon="question" label=${label} aria-expanded=${String(open)} onClick=${toggle} />`;
  return html`<${Popover} trigger=${trigger} label=${label} wide>${() => html`<${Answers} kind=${kind} number=${number} decision=${decision} label=${label} />`}<//>`;
}

function Answers({ kind, number, decision, label }) {
  const { data, error, again } = useLoad(() => why(kind, number), [kind, number]);
  if (error) return html`<${Failure} error=${error} again=${again} />`;
  if (!data) return html`<${Skeleton} lines=${3} />`;
  const found = decision ? data.filter((line) => line.why.decision === decision).slice(0, 1) : data;
  return html`<div class="why" tabindex="-1"><h2>${label}</h2>
    ${found.length === 0 && html`<p class="muted">${t("why.by-hand")}</p>`}
    ${found.map((line) => html`<${Explained} line=${line} />`)}</div>`;
}

/** One explained decision. */
export function Explained({ line }) {
  const inputs = Object.entries(line.why.inputs).filter(([, value]) => value !== "");
  return html`<article class="stack tight">
    <p lang="en">${line.why.because}</p>
    <table class="small"><tbody>${inputs.map(([name, value]) => html`<tr><th scope="row">${word("why.input", name)}</th><td lang="en" class="breaks">${value}</td></tr>`)}
      <tr><th scope="row">${t("why.outcome")}</th><td lang="en" class="strong">${line.why.outcome}</td></tr></tbody></table>
    <p class="small muted">${t("why.rule", { version: line.why.version })} <span lang="en">${line.why.rule}</span> · <${Time} value=${line.at} exact /></p>
  </article>`;
}
