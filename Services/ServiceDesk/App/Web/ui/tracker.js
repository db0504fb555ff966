/** How far something has come, as steps in their order: done, now, to come. */
import { html } from "./preact.js";
import { Icon } from "./icon.js";
import { t } from "../text/text.js";

/** @param {{steps: {label: string, about?: any}[], at: number, stopped?: boolean}} props `at`: the step it is in; beyond the last, all are done */
export const Tracker = ({ steps, at, stopped }) => html`<ol class="tracker" aria-label=${t("tracker.label")}>
  ${steps.map((step, index) => {
    const now = index === at;
    const state = index < at ? "done" : now ? (stopped ? "stopped" : "now") : "later";
    return html`<li class=${state} aria-current=${now ? "step" : undefined}>
      <span class="tracker-mark" aria-hidden="true">${index < at ? html`<${Icon} name="check" />` : now && stopped ? html`<${Icon} name="close" />` : ""}</span>
      <span class="tracker-text"><span class="strong">${step.label}</span>${step.about && html`<span class="small muted">${step.about}</span>`}<span class="unseen">${t(`tracker.${state}`)}</span></span></li>`;
  })}
</ol>`;
