/** What lists and pages of requests have in common. */
import { html } from "../../ui/preact.js";
import { Icon } from "../../ui/icon.js";
import { Numbered, Time } from "../../ui/bits.js";
import { t } from "../../text/text.js";

/** The promised time, marked once it has passed. */
export function Promised({ value, over }) {
  if (!value) return html`<span class="muted">–</span>`;
  const late = !over && new Date(value) < new Date();
  return html`<span class=${late ? "late tone-critical" : ""}>${late && html`<${Icon} name="alert" /><span class="unseen">${t("fulfil.late")} </span>`}<${Time} value=${value} /></span>`;
}

export const requestPlace = (request) => `/work/requests/${request.id}`;
export const RequestNumber = ({ request }) => html`<${Numbered} number=${request.number} at=${requestPlace(request)} />`;
export const isOver = (state) => ["fulfilled", "closed", "cancelled", "merged", "rejected"].includes(state);
