/** All that is this person's, open or not. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Empty, Failure, Skeleton } from "../../ui/standing.js";
import { Page } from "../../ui/page.js";
import { Line } from "./lines.js";
import { useLoad, useSettled } from "../../ui/load.js";
import { myRecords } from "../../services/portal.js";
import { useLive } from "../../shell/live.js";
import { useAddress } from "../../shell/router.js";
import { t } from "../../text/text.js";

const tabs = [["open", { open: true }], ["done", { open: false }], ["all", {}]];

export default function MineAll() {
  const { query } = useAddress();
  const tab = tabs.find(([name]) => name === query.get("show")) ?? tabs[0];
  const page = useLoad((signal) => myRecords({ ...tab[1], limit: 50 }, signal), [tab[0]]);
  const [busy, wait] = useState(false);
  useLive(["incident", "request", "conversation", "unsupported-request"], useSettled(page.again, 600));
  const more = async () => {
    wait(true);
    const next = await myRecords({ ...tab[1], limit: 50, cursor: page.data.next });
    page.set((before) => ({ items: [...before.items, ...next.items], next: next.next }));
    wait(false);
  };
  const actions = html`<${Button} href="/portal/catalogue" icon="catalogue">${t("way.wishes")}<//><${Button} look="primary" href="/portal/report" icon="alert">${t("way.trouble")}<//>`;
  return html`<${Page} title=${t("nav.mine")} about=${t("portal.mine.about")} actions=${actions} trail=${{ href: "/portal", label: t("nav.home") }} narrow>
    <nav class="tabs" aria-label=${t("filter.label")}>${tabs.map(([name]) => html`<a href=${`/portal/mine?show=${name}`} aria-current=${name === tab[0] ? "page" : undefined}>${t(`mine.${name}`)}</a>`)}</nav>
    <div class="portal">${page.error ? html`<${Failure} error=${page.error} again=${page.again} />` : !page.data ? html`<div class="card flush"><${Skeleton} lines=${6} /></div>`
      : page.data.items.length === 0 ? html`<${Empty} icon="check-circle" title=${t(tab[0] === "open" ? "portal.mine.none" : "portal.mine.empty")}>${t("portal.mine.empty.text")}<//>`
      : html`<section class="card flush"><ul class="lines roomy">${page.data.items.map((record) => html`<${Line} key=${record.id} record=${record} />`)}</ul>
        ${page.data.next && html`<div class="list-more"><${Button} busy=${busy} onClick=${more}>${t("list.more")}<//></div>`}</section>`}</div>
  <//>`;
}
