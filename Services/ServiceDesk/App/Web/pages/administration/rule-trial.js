/** What a rule would have done to what was heard last, beside what is done without it. */
import { html, useState } from "../../ui/preact.js";
import { Badge, Severity } from "../../ui/badge.js";
import { Button } from "../../ui/button.js";
import { Icon } from "../../ui/icon.js";
import { Time } from "../../ui/bits.js";
import { sentence } from "../../ui/standing.js";
import { post } from "../../services/client.js";
import { t } from "../../text/text.js";

/** @param {{rule: () => object, insteadOf?: string}} props */
export function RuleTrial({ rule, insteadOf }) {
  const [{ busy, trial, problem }, show] = useState({});
  const attempt = async () => {
    show((before) => ({ ...before, busy: true }));
    try {
      // What has no name yet may be tried all the same.
      const asked = rule();
      show({ trial: await post("alert-rules/try", { rule: { ...asked, name: asked.name || "?" }, insteadOf, requests: 500 }) });
    } catch (error) {
      show({ problem: error });
    }
  };
  return html`<section class="trial stack" aria-label=${t("rule.trial")}>
    <div class="row wraps"><span class="muted small spring">${t("rule.trial.about")}</span><${Button} icon="history" busy=${busy} onClick=${attempt}>${t("rule.trial")}<//></div>
    <div role="status">${problem && html`<span class="fault"><${Icon} name="alert" />${sentence(problem)}</span>`}${trial && html`<${Outcome} trial=${trial} />`}</div></section>`;
}

const figures = (trial) => [["events", trial.events], ["matched", trial.matched], ["differing", trial.differing], ["dropped", trial.dropped]];

const Outcome = ({ trial }) => html`<div class="stack">
  <dl class="figures-row small-figures">${figures(trial).map(([name, value]) => html`<div><dt>${t(`rule.trial.${name}`)}</dt><dd>${String(value)}</dd></div>`)}</dl>
  ${trial.differences.length > 0 && html`<ul class="lines card flush">${trial.differences.map((one) => html`<li><${Difference} one=${one} /></li>`)}</ul>`}
  ${trial.events === 0 && html`<p class="muted">${t("rule.trial.nothing-heard")}</p>`}
  ${trial.events > 0 && trial.differing === 0 && html`<p class="muted">${t("rule.trial.no-difference")}</p>`}</div>`;

const Difference = ({ one }) => html`<div class="stack tight spring"><div class="row wraps"><span class="strong one-line">${one.summary}</span><span class="muted small"><${Time} value=${one.receivedAt} /></span></div>
  <div class="row wraps small">${one.isDropped !== one.wasDropped && html`<${Badge} tone=${one.isDropped ? "warning" : "ok"} icon=${one.isDropped ? "trash" : "alerts"}>${t(one.isDropped ? "rule.trial.is-dropped" : "rule.trial.is-kept")}<//>`}
    ${one.severity !== one.severityThen && html`<span class="row"><${Severity} value=${one.severity} bare /><${Icon} name="arrow-right" /><${Severity} value=${one.severityThen} bare /></span>`}
    ${Object.entries(one.changedLabels).map(([name, value]) => html`<code class="matcher"><span class="muted">${name}</span> ${value === "" ? html`<s>${one.labels[name]}</s>` : value}</code>`)}</div>
  ${one.effects && html`<span class="muted small breaks" lang="en">${one.effects}</span>`}</div>`;
