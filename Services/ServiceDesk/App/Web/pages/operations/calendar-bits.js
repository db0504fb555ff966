/** Parts that all views of the calendar share. */
import { html } from "../../ui/preact.js";
import { Icon } from "../../ui/icon.js";
import { hourMinute, list, span } from "../../text/format.js";
import { t, word } from "../../text/text.js";

const worst = (change) => (change.expectedImpact.some(({ impact }) => impact === "down") ? "critical" : change.expectedImpact.some(({ impact }) => impact === "degraded") ? "warning" : "info");
/** The colour of a change: what it may hurt, quiet once it is over or not yet decided. */
export const toneOf = (change) => (change.state === "closed" ? "quiet" : change.state === "draft" ? "unknown" : worst(change));

const icons = { draft: "pencil", scheduled: "clock", implementing: "half", closed: "check" };

/** A change in a few words, all of it for who hears the page. */
export const Words = ({ change, rivals, time = true, short }) => html`<${Icon} name=${icons[change.state] ?? "clock"} /><span class="one-line">${time && html`<span class="figures">${hourMinute(change.from)}</span> `}${!short && html`<span class="strong">${change.number}</span> `}${change.summary}</span>
  ${rivals && html`<span class="rival"><${Icon} name="alert" /></span>`}
  <span class="unseen">${word("state", change.state)}, ${span(change.from, change.to)}${rivals ? `, ${t("calendar.conflict", { numbers: list(rivals) })}` : ""}</span>`;

export const hintOf = (change, rivals) => [`${change.number} ${change.summary}`, `${word("state", change.state)} · ${span(change.from, change.to)}`, rivals && t("calendar.conflict", { numbers: list(rivals) })].filter(Boolean).join("\n");
export const placeOfChange = (change) => `/work/changes/${change.number}`;
