/** A decision by the one-time link of a message; it needs no sign-in. The secret stands behind the # and so never reaches a log. */
import { html, useEffect, useState } from "../ui/preact.js";
import { ApprovalCard } from "../pages/portal/approval-card.js";
import { Empty, Failure, Skeleton } from "../ui/standing.js";
import { Icon, Mark } from "../ui/icon.js";
import { Menu } from "../ui/popover.js";
import { useLoad } from "../ui/load.js";
import { decideByLink, readLink } from "../services/portal.js";
import { useAddress } from "./router.js";
import { language, languages, t } from "../text/text.js";

export function ByLink({ speak }) {
  const { path } = useAddress();
  const secret = location.hash.slice(1) || decodeURIComponent(path.split("/")[2] ?? "");
  const { data, error, again } = useLoad(() => readLink(secret), [secret]);
  const [decided, show] = useState(null);
  useEffect(() => { document.title = `${t("by-link.title")} · Dienst`; }, []);
  const tongues = Object.entries(languages).map(([code, name]) => ({ label: name, chosen: code === language(), run: () => speak(code) }));
  return html`<main class="door by-link"><div class="by-link-body portal stack wide">
    <header class="row"><${Mark} size=${32} /><span class="strong spring">Dienst</span><${Menu} label=${t("nav.language")} icon="language" items=${tongues} text=${languages[language()]} /></header>
    ${error?.status === 404 ? html`<div class="card"><${Empty} icon="lock" title=${t("by-link.gone")}>${t("by-link.gone.text")}<//></div>`
      : error ? html`<div class="card"><${Failure} error=${error} again=${again} /></div>` : !data ? html`<div class="card"><${Skeleton} lines=${6} /></div>`
      : decided ? html`<div class=${`verdict tone-${decided.state === "approved" ? "ok" : "warning"}`} role="status"><${Icon} name=${decided.state === "approved" ? "check-circle" : "stop"} large /><div><strong>${t(`approvals.${decided.state}`, { number: decided.request.number })}</strong><div>${t("by-link.close")}</div></div></div>`
      : html`<div class="stack tight"><h1>${t("by-link.title")}</h1><p class="muted">${t("by-link.hello", { name: data.approver.name })}</p></div>
        <${ApprovalCard} approval=${data} decide=${(decision, comment) => decideByLink(secret, decision, comment)} done=${show} />`}
  </div></main>`;
}
