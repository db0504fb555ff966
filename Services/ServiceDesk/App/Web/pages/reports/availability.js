/** How much each business service was up: availability, outages, mean time to restore and between failures, from the outage ledger. */
import { html } from "../../ui/preact.js";
import { Empty, Failure, Skeleton } from "../../ui/standing.js";
import { Page } from "../../ui/page.js";
import { Button } from "../../ui/button.js";
import { MonthBudgets } from "./error-budget.js";
import { Period } from "./report-filters.js";
import { useLoad } from "../../ui/load.js";
import { useLive } from "../../shell/live.js";
import { get } from "../../services/client.js";
import { reportQuery, save } from "../../services/reports.js";
import { useAddress } from "../../shell/router.js";
import { duration, number, percent } from "../../text/format.js";
import { t } from "../../text/text.js";

const given = (value, write) => (value === null || value === undefined ? "–" : write(value));

function Line({ line: { service, availability } }) {
  return html`<tr><th scope="row"><a href=${`/operations/health/${service.id}`}>${service.name ?? t("common.unnamed")}</a></th>
    <td class="figures strong">${given(availability.availability, percent)}</td><td class="figures">${given(availability.weightedAvailability, percent)}</td><td class="figures">${number(availability.outages)}</td>
    <td class="figures">${duration(availability.downSeconds)}</td><td class="figures">${given(availability.meanTimeToRestore, duration)}</td><td class="figures">${given(availability.meanTimeBetweenFailures, duration)}</td></tr>`;
}

export default function AvailabilityReport() {
  const { query } = useAddress();
  const { from, until } = reportQuery(query);
  const { data, error, again } = useLoad((signal) => get("service-health-reports/availability", { from, until }, signal), [query.toString()], { keeps: true });
  useLive("service-health", () => again());
  const file = () => save("service-health-reports/availability.csv", { from, until });
  const heads = [t("reports.by.service"), t("service.past.availability"), t("reports.weighted"), t("service.past.outages"), t("service.past.down"), t("service.past.mtrs"), t("service.past.mtbf")];
  return html`<${Page} title=${t("nav.availability-report")} about=${t("reports.availability.about")} actions=${html`<${Button} icon="download" onClick=${file}>CSV<//>`}><div class="report-filters"><${Period} query=${query} /></div>
    ${error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<div class="card"><${Skeleton} lines=${8} /></div>` : data.services.length === 0 ? html`<${Empty} icon="health" title=${t("reports.nothing")} />` : html`<section class="card stack">
      <div class="table-scroll" tabindex="0" role="region" aria-label=${t("nav.availability-report")}><table class="levels records"><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
        <tbody>${data.services.map((line) => html`<${Line} key=${line.service.id} line=${line} />`)}</tbody></table></div></section>
      <p class="small muted">${t("reports.availability.definition")}</p>`}
    <${MonthBudgets} /><//>`;
}
