/** What agreements leave for this service's outages in this month, and the outages that spent it. */
import { html } from "../../ui/preact.js";
import { Health } from "../../ui/badge.js";
import { Left, burnRate } from "../reports/error-budget.js";
import { useLoad } from "../../ui/load.js";
import { ask } from "../../services/records.js";
import { agreedPercent, dateTime, duration, monthName, percent, span } from "../../text/format.js";
import { t } from "../../text/text.js";

function Budget({ budget }) {
  const spent = budget.outages.filter(({ lostSeconds }) => lostSeconds > 0).reverse().slice(0, 10);
  const figures = [
    [t("budget.target"), agreedPercent(budget.targetPercent)], [t("service.past.availability"), budget.availability === undefined || budget.availability === null ? "–" : percent(budget.availability)],
    [t("budget.allowed"), duration(budget.allowedSeconds)], [t("budget.lost"), duration(budget.lostSeconds)], [t("budget.left"), html`<${Left} budget=${budget} />`],
    ...budget.burns.map(({ hours, rate }) => [t("budget.burn", { span: duration(hours * 3600) }), burnRate(rate)]),
  ];
  return html`<div class="stack tight"><h3>${budget.agreement.name}</h3><dl class="figures-row small-figures">${figures.map(([name, value]) => html`<div key=${name}><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
    ${spent.length > 0 && html`<h4>${t("budget.outages")}</h4><ul class="lines outages">${spent.map(({ outage, lostSeconds }) => html`<li key=${outage.since} class="wraps"><${Health} value=${outage.health} bare /><span class="figures spring">${outage.until ? span(outage.since, outage.until) : t("service.past.since", { time: dateTime(outage.since) })}</span><span class="figures strong">${duration(lostSeconds)}</span></li>`)}</ul>`}</div>`;
}

/** Nothing at all where nothing is promised. */
export function ErrorBudget({ id, version }) {
  const { data } = useLoad(() => ask("health", id, "error-budgets").catch(() => null), [id, version]);
  if (!data || data.budgets.length === 0) return null;
  return html`<section class="card stack"><h2>${t("budget.title", { month: monthName(`${data.budgets[0].month}-15T12:00:00Z`) })}</h2>
    ${data.budgets.map((budget) => html`<${Budget} key=${budget.agreement.id} budget=${budget} />`)}<p class="small muted">${t("budget.definition")}</p></section>`;
}
