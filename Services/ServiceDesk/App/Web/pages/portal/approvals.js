/** Decisions that wait for this person, and those they have made. */
import { html } from "../../ui/preact.js";
import { ApprovalCard } from "./approval-card.js";
import { Empty, Failure, Skeleton } from "../../ui/standing.js";
import { Page } from "../../ui/page.js";
import { useLoad, useSettled } from "../../ui/load.js";
import { decideApproval, myApprovals } from "../../services/portal.js";
import { useLive } from "../../shell/live.js";
import { notify } from "../../shell/notices.js";
import { useAddress } from "../../shell/router.js";
import { t } from "../../text/text.js";

const tabs = { waiting: "requested", decided: "approved,rejected" };

export default function Approvals() {
  const { query } = useAddress();
  const tab = query.get("show") in tabs ? query.get("show") : "waiting";
  const { data, error, again } = useLoad((signal) => myApprovals({ state: tabs[tab], limit: 50 }, signal), [tab]);
  useLive("request", useSettled(again, 600));
  const done = (approval) => { notify(t(`approvals.${approval.state}`, { number: approval.request.number })); again(); };
  return html`<${Page} title=${t("nav.my-approvals")} about=${t("approvals.about")} trail=${{ href: "/portal", label: t("nav.home") }} narrow>
    <nav class="tabs" aria-label=${t("filter.label")}>${Object.keys(tabs).map((name) => html`<a href=${`/portal/approvals?show=${name}`} aria-current=${name === tab ? "page" : undefined}>${t(`approvals.tab.${name}`)}</a>`)}</nav>
    <div class="portal stack wide">${error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<div class="card"><${Skeleton} lines=${5} /></div>`
      : data.items.length === 0 ? html`<${Empty} icon="approve" title=${t(`approvals.none.${tab}`)}>${t("approvals.none.text")}<//>`
      : data.items.map((approval) => html`<${ApprovalCard} key=${approval.id} approval=${approval} link decide=${(decision, comment) => decideApproval(approval.id, decision, comment)} done=${done} />`)}</div>
  <//>`;
}
