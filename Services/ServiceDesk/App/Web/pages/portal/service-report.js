/** What was promised to this person's organisation and kept: attainment, what was missed and why, availability, what is open. */
import { html } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Failure, Skeleton } from "../../ui/standing.js";
import { Field } from "../../ui/field.js";
import { Page } from "../../ui/page.js";
import { Time } from "../../ui/bits.js";
import { ErrorBudgets } from "../reports/error-budget.js";
import { Tiles } from "../reports/figure.js";
import { FigureRecords } from "../reports/figure-records.js";
import { placeOfMine } from "./places.js";
import { useLoad } from "../../ui/load.js";
import { get } from "../../services/client.js";
import { setQuery, useAddress } from "../../shell/router.js";
import { isoDay, monthName, zoneHere } from "../../text/format.js";
import { t, word } from "../../text/text.js";

const shown = ["opened", "resolved", "time-to-resolve", "attainment", "attainment-without-excusable", "missed"];
const open = (figure, signal) => get(`incident-reports/figures/${figure}/records`, { limit: 200 }, signal).then(({ items }) => items);

async function everything(month, signal) {
  const [report, { budgets }, promised, missed] = await Promise.all([
    get("incident-reports/monthly", { month, zone: zoneHere() }, signal), get("service-health-reports/error-budgets", { month }, signal),
    open("open-promised", signal), open("open-missed", signal),
  ]);
  return { report, budgets, waiting: [...missed, ...promised] };
}

const Item = ({ one, children }) => html`<li class="wraps"><a class="number" href=${placeOfMine({ kind: "incident", id: one.id })}>${one.number}</a><span class="spring breaks">${one.summary}</span><span class="small muted">${one.clock.target}</span>${children}</li>`;
const List = ({ title, items, none, line }) => html`<section class="card flush"><h2 class="card-head">${title} <span class="count">${items.length}</span></h2><ul class="lines">
  ${items.map((one) => html`<${Item} key=${`${one.id} ${one.clock.measure} ${one.clock.target} ${one.clock.run}`} one=${one}>${line(one)}<//>`)}${items.length === 0 && html`<li class="muted">${none}</li>`}</ul></section>`;

function Body({ data: { report, budgets, waiting } }) {
  const reason = ({ clock }) => html`<span class="small">${clock.reason ? word("breach", clock.reason) : t("reports.unexplained")}${clock.excusable ? ` · ${t("breach.excusable-short")}` : ""}</span>`;
  const due = ({ clock }) => (clock.dueAt ? html`<span class="small"><${Time} value=${clock.dueAt} exact /></span>` : html`<span class="small muted">${t("portal.service-report.paused")}</span>`);
  return html`<${Tiles} figures=${report.figures.filter(({ id }) => shown.includes(id))} label=${monthName(report.from)} />
    <${List} title=${t("reports.missed")} items=${report.missed} none=${t("reports.missed.none")} line=${reason} />
    <section class="card stack"><h2>${t("agreements.availability")}</h2><${ErrorBudgets} budgets=${budgets} label=${t("agreements.availability")} place=${() => "/portal/services"} /></section>
    <${List} title=${t("portal.service-report.open")} items=${waiting} none=${t("common.none")} line=${due} />
    <${FigureRecords} figures=${report.figures} />`;
}

export default function ServiceReport() {
  const { query } = useAddress();
  const month = query.get("month") ?? isoDay(Date.now()).slice(0, 7);
  const { data, error, again } = useLoad((signal) => everything(month, signal), [month]);
  const months = Array.from({ length: 12 }, (_, back) => isoDay(new Date(new Date().getFullYear(), new Date().getMonth() - back, 15)).slice(0, 7));
  const field = { name: "month", label: t("reports.month"), kind: "choice", required: true, options: months.map((value) => ({ value, label: monthName(`${value}-15T12:00:00Z`) })) };
  return html`<${Page} title=${t("nav.service-report")} about=${t("portal.service-report.about")} trail=${{ href: "/portal", label: t("nav.home") }} actions=${html`<${Button} icon="printer" onClick=${() => print()}>${t("reports.print")}<//>`}>
    <div class="row wraps report-filters"><${Field} field=${field} value=${month} change=${(value) => setQuery({ month: value })} /></div>
    <div class="portal stack wide">${error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<div class="card"><${Skeleton} lines=${8} /></div>` : html`<${Body} data=${data} />`}</div><//>`;
}
