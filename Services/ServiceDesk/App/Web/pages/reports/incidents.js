/** The incident report: what came in and went out, what waits, how long it takes, and how well it is handled. */
import { html } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Failure, Skeleton } from "../../ui/standing.js";
import { Page } from "../../ui/page.js";
import { Segments } from "../../ui/segments.js";
import { Arrivals } from "./arrivals.js";
import { Breakdown } from "./breakdown.js";
import { FigureRecords } from "./figure-records.js";
import { Loss } from "./loss.js";
import { ReportFilters } from "./report-filters.js";
import { Tiles } from "./figure.js";
import { Trend } from "./trend.js";
import { reportQuery, save, useFigures } from "../../services/reports.js";
import { setQuery, useAddress } from "../../shell/router.js";
import { t, word } from "../../text/text.js";

const groups = {
  volume: ["opened", "departed", "resolved", "cancelled", "monitored"],
  backlog: ["backlog", "backlog-age", "backlog-0-1", "backlog-1-3", "backlog-3-7", "backlog-7-14", "backlog-14-30", "backlog-30"],
  times: ["time-to-detect", "time-to-acknowledge", "time-to-resolve", "time-worked"],
  quality: ["first-contact", "first-assignment", "reopened", "repeated"],
  flow: ["unassigned", "stint"],
};
const all = Object.values(groups).flat();
const compared = ["opened", "resolved", "backlog", "time-to-acknowledge", "time-to-resolve", "stint", "reopened"];
const ways = ["service", "team", "priority", "customer"];

export default function IncidentReport() {
  const { query } = useAddress();
  const by = ways.includes(query.get("by")) ? query.get("by") : "service";
  const { data, error, again } = useFigures(query, all, by, true);
  const file = () => save("incident-reports/figures.csv", { ...reportQuery(query), figures: all.join(","), by, compare: true });
  const chosen = (names) => names.map((name) => data.figures.find(({ id }) => id === name)).filter(Boolean);
  return html`<${Page} title=${t("nav.incident-report")} about=${t("reports.incidents.about")} actions=${html`<${Button} icon="download" onClick=${file}>CSV<//>`}>
    <${ReportFilters} query=${query} />
    ${error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<div class="card"><${Skeleton} lines=${8} /></div>` : html`
      ${Object.entries(groups).map(([name, names]) => html`<section key=${name} class="stack tight"><h2>${t(`reports.group.${name}`)}</h2><${Tiles} figures=${chosen(names)} label=${t(`reports.group.${name}`)} /></section>`)}
      <${Trend} query=${query} choices=${["opened", "resolved", "time-to-acknowledge", "time-to-resolve", "reopened"]} />
      <section class="card stack"><div class="row wraps"><h2>${t("reports.breakdown")}</h2><span class="spring" />
        <${Segments} label=${t("reports.breakdown")} value=${by} change=${(value) => setQuery({ by: value })} options=${ways.map((value) => ({ value, label: word("reports.by", value) }))} /></div>
        <${Breakdown} figures=${chosen(compared)} by=${data.by} label=${t("reports.breakdown")} /></section>
      <${Arrivals} query=${query} />
      <${Loss} query=${query} />
      <${FigureRecords} figures=${data.figures} />`}
  <//>`;
}
