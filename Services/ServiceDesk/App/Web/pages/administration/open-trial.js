/** What edited rules would do with what is open, asked before they are saved. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Notice } from "../../ui/form.js";
import { Numbered } from "../../ui/bits.js";
import { sentence } from "../../ui/standing.js";
import { attempt } from "../../services/incident-rules.js";
import { t } from "../../text/text.js";

const most = 12;

/** @param {{name: string, rules: object}} props other rules ask anew */
export const OpenTrial = ({ name, rules }) => html`<${Trial} key=${JSON.stringify(rules)} name=${name} rules=${rules} />`;

function Trial({ name, rules }) {
  const [{ busy, answer, problem }, show] = useState({});
  const ask = async () => {
    show({ busy: true });
    try { show({ answer: await attempt(name, { rules }) }); } catch (failure) { show({ problem: failure }); }
  };
  return html`<section class="trial stack" aria-label=${t("rules.try")}>
    <div class="row wraps"><span class="muted small spring">${t("rules.try.about")}</span><${Button} icon="eye" busy=${busy} onClick=${ask}>${t("rules.try")}<//></div>
    <div role="status">${problem && html`<${Notice} tone="critical" icon="alert">${sentence(problem)}<//>`}${answer && html`<${Outcome} answer=${answer} />`}</div></section>`;
}

const Outcome = ({ answer }) => html`<div class="stack tight"><p>${t("rules.tried", { count: answer.met, all: answer.tried })}</p>
  ${answer.met > 0 && html`<ul class="lines card flush">${answer.items.slice(0, most).map(({ incident, summary, outcome, because }) => html`<li key=${incident.id} class="stack tight">
    <span class="row wraps"><${Numbered} number=${incident.number} /><span class="one-line spring">${summary}</span><span class="strong">${outcome}</span></span>
    ${because && html`<span class="muted small" lang="en">${because}</span>`}</li>`)}</ul>`}
  ${answer.met > most && html`<p class="muted small">${t("rules.tried.more", { count: answer.met - most })}</p>`}</div>`;
