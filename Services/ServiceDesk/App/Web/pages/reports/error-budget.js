/** What agreements leave for outages: target, what became of it, what is left, and how fast it goes. */
import { html } from "../../ui/preact.js";
import { Badge } from "../../ui/badge.js";
import { Button } from "../../ui/button.js";
import { useLoad, useSettled } from "../../ui/load.js";
import { get } from "../../services/client.js";
import { save } from "../../services/reports.js";
import { useLive } from "../../shell/live.js";
import { agreedPercent, decimal, duration, monthName, percent } from "../../text/format.js";
import { t } from "../../text/text.js";

const given = (value, write) => (value === null || value === undefined ? "–" : write(value));
const toneOf = ({ leftShare, burns }) => (leftShare < 0 ? "critical" : burns.some(({ rate }) => rate > 1) ? "warning" : "ok");

/** What is left, with a word's worth of colour. */
export const Left = ({ budget }) => html`<${Badge} tone=${toneOf(budget)}>${given(budget.leftShare, percent)}<//>`;

export const burnRate = (rate) => given(rate, (value) => decimal(value, 1));

/** @param {{budgets: object[], label: string, place?: (service: object) => string}} props `place`: where a service is read */
export function ErrorBudgets({ budgets, label, place = ({ id }) => `/operations/health/${id}` }) {
  if (budgets.length === 0) return html`<p class="muted">${t("budget.none")}</p>`;
  const heads = [t("reports.by.service"), t("policies.agreement"), t("budget.target"), t("service.past.availability"), t("budget.lost"), t("budget.left"), ...budgets[0].burns.map(({ hours }) => t("budget.burn", { span: duration(hours * 3600) }))];
  return html`<div class="table-scroll" tabindex="0" role="region" aria-label=${label}><table class="levels records"><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
    <tbody>${budgets.map((budget) => html`<tr key=${`${budget.service.id} ${budget.agreement.id}`}><th scope="row"><a href=${place(budget.service)}>${budget.service.name ?? t("common.unnamed")}</a></th><td>${budget.agreement.name}</td>
      <td class="figures">${agreedPercent(budget.targetPercent)}</td><td class="figures strong">${given(budget.availability, percent)}</td><td class="figures">${t("budget.lost-of", { lost: duration(budget.lostSeconds), allowed: duration(budget.allowedSeconds) })}</td>
      <td class="figures"><${Left} budget=${budget} /></td>${budget.burns.map(({ hours, rate }) => html`<td key=${hours} class="figures">${burnRate(rate)}</td>`)}</tr>`)}</tbody></table></div>
    <p class="small muted">${t("budget.definition")}</p>`;
}

/** Those of a month, the present one if none is named. Nothing at all where nothing is promised. @param {{month?: string, customer?: string}} props */
export function MonthBudgets({ month, customer }) {
  const asked = { month, customer };
  const { data, again } = useLoad((signal) => get("service-health-reports/error-budgets", asked, signal).catch(() => null), [month, customer]);
  useLive(["service-health", "agreement"], useSettled(again, 1500));
  if (!data || data.budgets.length === 0) return null;
  const title = t("budget.title", { month: monthName(`${data.budgets[0].month}-15T12:00:00Z`) });
  return html`<section class="card stack"><div class="row wraps"><h2>${title}</h2><span class="spring" /><${Button} small icon="download" onClick=${() => save("service-health-reports/error-budgets.csv", asked)}>CSV<//></div>
    <${ErrorBudgets} budgets=${data.budgets} label=${title} /></section>`;
}
