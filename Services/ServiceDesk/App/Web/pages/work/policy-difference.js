/** What another policy would have made of a period: attainment before and after, and the clocks that come out differently. */
import { html } from "../../ui/preact.js";
import { Numbered } from "../../ui/bits.js";
import { number, percent } from "../../text/format.js";
import { t, word } from "../../text/text.js";

/** @param {{label: string, heads: string[], stacks?: boolean, children: any}} props `stacks`: on a phone a row is read from top to bottom */
export const Table = ({ label, heads, stacks, children }) => html`<div class="table-scroll" tabindex="0" role="region" aria-label=${label}><table class=${stacks ? "levels stacks" : "levels"}>
  <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${children}</tbody></table></div>`;

/** The share that was kept, and of how many. */
function Attained({ one }) {
  const ended = one ? one.met + one.breached : 0;
  return ended === 0 ? html`<span class="muted">–</span>` : html`${percent(one.met / ended)} <span class="small muted">${t("levels.kept-of", { met: number(one.met), count: ended })}</span>`;
}

export function Difference({ answer }) {
  const key = (one) => `${one.kind} ${one.measure} ${one.target}`;
  const rows = [...new Map([...answer.before, ...answer.after].map((one) => [key(one), one])).values()];
  const of = (side, row) => answer[side].find((one) => key(one) === key(row));
  return html`<div class="stack"><p role="status">${t("levels.changed", { changed: number(answer.changedCount), incidents: number(answer.incidents) })}</p>
    <${Table} label=${t("levels.what-if")} heads=${[t("levels.target"), t("levels.before"), t("levels.after")]}>
      ${rows.map((row) => html`<tr key=${key(row)}><td>${row.target}</td><td class="figures"><${Attained} one=${of("before", row)} /></td><td class="figures"><${Attained} one=${of("after", row)} /></td></tr>`)}<//>
    ${answer.changed.length > 0 && html`<${Table} label=${t("levels.changes")} heads=${[t("kind.incident"), t("levels.target"), t("levels.before"), t("levels.after")]}>
      ${answer.changed.map((change) => html`<tr key=${change.incident + change.target}><td><${Numbered} number=${change.number} /></td><td>${change.target}</td>
        <td>${change.before ? word("levels.outcome", change.before) : "–"}</td><td>${change.after ? word("levels.outcome", change.after) : "–"}</td></tr>`)}<//>`}</div>`;
}

