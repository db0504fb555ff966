/** What stands where content would be: not yet, nothing, not for you, not there, went wrong. */
import { html } from "./preact.js";
import { Button } from "./button.js";
import { Icon } from "./icon.js";
import { has, t } from "../text/text.js";

/** Room for what comes, in its size. */
export const Skeleton = ({ lines = 8 }) => html`<div class="bones" aria-busy="true" aria-label=${t("common.loading")} role="status">
  ${Array.from({ length: lines }, (_, index) => html`<div class="line"><span class="bone" style=${{ width: "84px" }} /><span class="bone" style=${{ width: `${30 + ((index * 17) % 40)}%` }} /></div>`)}
</div>`;

/** @param {{icon: string, title: string, children?: any}} props */
export const Empty = ({ icon, title, children, action }) => html`<div class="empty">
  <${Icon} name=${icon} /><h2>${title}</h2>${children && html`<p>${children}</p>`}${action && html`<div class="row">${action}</div>`}
</div>`;

/** The sentence for an error in the reader's language; the service's own words where there is none. */
export function sentence(error) {
  if (has(`error.${error.code}`)) return t(`error.${error.code}`);
  return error.message || t("error.unknown");
}

/** What went wrong in place of what was wanted, with the way on. */
export function Failure({ error, again }) {
  if (error.status === 404) return html`<${Missing} />`;
  if (error.status === 403) return html`<${Forbidden} />`;
  const icon = error.status === 0 || error.status === 503 ? "offline" : "alert";
  const title = t(error.status === 0 || error.status === 503 ? "failure.away" : "failure.title");
  return html`<${Empty} icon=${icon} title=${title} action=${again && html`<${Button} icon="refresh" onClick=${again}>${t("action.try-again")}<//>`}>
    ${sentence(error)}${error.correlation && html` <span class="small mono">${error.correlation}</span>`}
  <//>`;
}

const home = () => html`<${Button} href="/">${t("action.home")}<//>`;
export const Missing = () => html`<${Empty} icon="search" title=${t("missing.title")} action=${home()}>${t("missing.text")}<//>`;
export const Forbidden = () => html`<${Empty} icon="lock" title=${t("forbidden.title")} action=${home()}>${t("forbidden.text")}<//>`;
