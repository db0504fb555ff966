/** Home of people with trouble, wishes and questions: one field to find, what is broken, what waits for them, what is theirs. */
import { html, useEffect } from "../../ui/preact.js";
import { Failure, Skeleton } from "../../ui/standing.js";
import { Icon } from "../../ui/icon.js";
import { Find } from "./find.js";
import { KnownTrouble } from "./known.js";
import { Line } from "./lines.js";
import { Outage, Planned, Verdict, useMyServices } from "./status.js";
import { useLoad, useSettled } from "../../ui/load.js";
import { myApprovals, myRecords } from "../../services/portal.js";
import { me } from "../../shell/session.js";
import { useLive } from "../../shell/live.js";
import { t } from "../../text/text.js";

const ways = [["report", "alert", "trouble"], ["catalogue", "catalogue", "wishes"], ["articles", "book", "answers"]];

const Way = ({ to, icon, name }) => html`<li><a class="way" href=${`/portal/${to}`}><span class="way-mark"><${Icon} name=${icon} /></span>
  <span class="stack tight"><span class="strong">${t(`way.${name}`)}</span><span class="small muted">${t(`way.${name}.text`)}</span></span></a></li>`;

function Waiting() {
  const { data, again } = useLoad((signal) => myApprovals({ state: "requested", limit: 20 }, signal), []);
  useLive("request", useSettled(again, 500));
  if (!data?.items.length) return null;
  return html`<a class="waiting" href="/portal/approvals"><${Icon} name="approve" large /><span class="spring"><strong>${t("approvals.waiting", { count: data.items.length })}</strong>
    <span class="small">${t("approvals.waiting.text")}</span></span><${Icon} name="arrow-right" /></a>`;
}

function Mine() {
  const mine = useLoad((signal) => myRecords({ open: true, limit: 6 }, signal), []);
  useLive(["incident", "request", "conversation", "unsupported-request"], useSettled(mine.again, 500));
  if (mine.error) return html`<${Failure} error=${mine.error} again=${mine.again} />`;
  if (!mine.data) return html`<${Skeleton} lines=${3} />`;
  if (mine.data.items.length === 0) return html`<p class="nothing-open"><${Icon} name="check-circle" />${t("portal.mine.none")}</p>`;
  return html`<ul class="lines roomy">${mine.data.items.map((record) => html`<${Line} key=${record.id} record=${record} />`)}</ul>`;
}

function Broken() {
  const { data, error, again } = useMyServices();
  if (error) return html`<section class="card"><${Failure} error=${error} again=${again} /></section>`;
  if (!data) return html`<section class="card"><${Skeleton} lines=${3} /></section>`;
  const outages = data.filter((service) => service.outage);
  return html`<section class="card flush"><h2 class="card-head">${t("portal.is-broken")}<span class="spring" /><a class="small" href="/portal/services">${t("portal.all-services")}</a></h2>
      <div class="broken"><${Verdict} services=${data} />${outages.map((service) => html`<${Outage} key=${service.outage.incident} service=${service} />`)}</div></section>
    <${Planned} services=${data} />`;
}

export default function Home() {
  useEffect(() => { document.title = `${t("nav.home")} · Dienst`; }, []);
  return html`<div class="page portal portal-home">
    <header class="hero"><h1 tabindex="-1">${t("portal.hello", { name: me().name.split(" ")[0] })}</h1><p>${t("portal.how")}</p><${Find} big /></header>
    <ul class="ways">${ways.map(([to, icon, name]) => html`<${Way} to=${to} icon=${icon} name=${name} />`)}</ul>
    <${KnownTrouble} />
    <${Waiting} />
    <div class="portal-columns">
      <section class="card flush"><h2 class="card-head">${t("portal.mine.open")}<span class="spring" /><a class="small" href="/portal/mine">${t("portal.mine.all")}</a></h2><${Mine} /></section>
      <div class="stack wide"><${Broken} /></div>
    </div>
  </div>`;
}
