/** The service report of a month for a customer: what was promised and kept, what was missed and why, and how it has been. */
import { html } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Failure, Skeleton } from "../../ui/standing.js";
import { Field } from "../../ui/field.js";
import { Numbered, Time } from "../../ui/bits.js";
import { Page } from "../../ui/page.js";
import { Bars } from "./trend.js";
import { Breakdown } from "./breakdown.js";
import { MonthBudgets } from "./error-budget.js";
import { Difference, Meaning, figureName, figureValue } from "./figure.js";
import { useLoad } from "../../ui/load.js";
import { get } from "../../services/client.js";
import { choices, useAll } from "../../services/names.js";
import { setQuery, useAddress } from "../../shell/router.js";
import { isoDay, monthName, zoneHere } from "../../text/format.js";
import { t, word } from "../../text/text.js";

export default function MonthlyReport() {
  const { query } = useAddress();
  const organisations = useAll("organisation");
  const [customer, month] = [query.get("customer"), query.get("month") ?? isoDay(Date.now()).slice(0, 7)];
  const { data, error, again } = useLoad((signal) => get("incident-reports/monthly", { customer, month, zone: zoneHere() }, signal), [customer, month], { keeps: true });
  const months = Array.from({ length: 24 }, (_, back) => isoDay(new Date(new Date().getFullYear(), new Date().getMonth() - back, 15)).slice(0, 7));
  const fields = html`<div class="row wraps report-filters">
    <${Field} field=${{ name: "customer", label: t("reports.customer"), kind: "choice", narrows: true, none: t("reports.everybody"), options: [...choices(organisations), { value: "none", label: t("reports.customer.none") }] }} value=${customer} change=${(value) => setQuery({ customer: value })} />
    <${Field} field=${{ name: "month", label: t("reports.month"), kind: "choice", required: true, options: months.map((value) => ({ value, label: monthName(`${value}-15T12:00:00Z`) })) }} value=${month} change=${(value) => setQuery({ month: value })} /></div>`;
  return html`<${Page} title=${t("nav.monthly-report")} about=${t("reports.monthly.about")} actions=${html`<${Button} icon="printer" onClick=${() => print()}>${t("reports.print")}<//>`}>
    ${fields}
    ${error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<div class="card"><${Skeleton} lines=${8} /></div>` : html`<${Body} report=${data} />`}
    ${data && html`<${MonthBudgets} month=${month} customer=${customer === "none" ? null : customer} />`}<//>`;
}

function Body({ report }) {
  const before = (id) => report.monthBefore.find((figure) => figure.id === id);
  const units = Object.fromEntries(report.figures.map(({ id, unit }) => [id, unit]));
  return html`<section class="card stack"><h2>${monthName(report.from)}</h2>
      <div class="table-scroll" tabindex="0" role="region" aria-label=${t("nav.monthly-report")}><table class="levels"><thead><tr><th scope="col">${t("reports.figure")}</th><th scope="col">${t("reports.this-month")}</th><th scope="col">${t("reports.month-before")}</th><th scope="col">${t("reports.difference.column")}</th><th scope="col">${t("reports.median-p90")}</th></tr></thead>
        <tbody>${report.figures.map((figure) => html`<tr key=${figure.id}><th scope="row">${figureName(figure.id)} <${Meaning} figure=${figure} /></th><td class="figures strong">${figureValue(figure.unit, figure.value)}${figure.unit !== "count" && html` <span class="small muted">(${figure.count})</span>`}</td>
          <td class="figures">${figureValue(figure.unit, before(figure.id)?.value)}</td><td class="figures">${figure.earlier && html`<${Difference} unit=${figure.unit} difference=${figure.earlier.difference} />`}</td><td class="figures">${figure.unit === "seconds" && figure.count > 0 ? `${figureValue("seconds", figure.median)} / ${figureValue("seconds", figure.p90)}` : ""}</td></tr>`)}</tbody></table></div></section>
    <div class="report-pair">${report.trends.map(({ figure, points }) => html`<section key=${figure} class="card stack tight"><h2>${figureName(figure)}</h2><${Bars} figure=${figure} unit=${units[figure]} points=${points} /></section>`)}</div>
    ${report.breakdowns.map(({ by, figure }) => html`<section key=${by} class="card stack"><h2>${figureName(figure.id)}: ${word("reports.by", by)}</h2><${Breakdown} figures=${[figure]} by=${by} label=${word("reports.by", by)} /></section>`)}
    <section class="card stack"><h2>${t("reports.missed")}</h2>${report.missed.length === 0 ? html`<p class="muted">${t("reports.missed.none")}</p>` : html`
      <div class="table-scroll" tabindex="0" role="region" aria-label=${t("reports.missed")}><table class="levels"><thead><tr><th scope="col">${t("kind.incident")}</th><th scope="col">${t("levels.target")}</th><th scope="col">${t("clock.due")}</th><th scope="col">${t("reports.reason")}</th></tr></thead>
      <tbody>${report.missed.map((one) => html`<tr key=${`${one.id} ${one.clock.measure} ${one.clock.target} ${one.clock.run}`}><td><${Numbered} number=${one.number} /> <span class="breaks">${one.summary}</span></td><td>${one.clock.target}</td><td><${Time} value=${one.clock.dueAt} exact /></td>
        <td>${one.clock.reason ? word("breach", one.clock.reason) : t("reports.unexplained")}${one.clock.excusable ? ` · ${t("breach.excusable-short")}` : ""}${one.clock.note && html`<div class="small muted breaks">${one.clock.note}</div>`}</td></tr>`)}</tbody></table></div>`}</section>`;
}
