/** The service level report: which promises were kept, which were missed and why, and which are missed just now. */
import { html } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Failure, Skeleton } from "../../ui/standing.js";
import { Page } from "../../ui/page.js";
import { Segments } from "../../ui/segments.js";
import { Breakdown } from "./breakdown.js";
import { MonthBudgets } from "./error-budget.js";
import { FigureRecords } from "./figure-records.js";
import { ReportFilters } from "./report-filters.js";
import { Tiles } from "./figure.js";
import { Trend } from "./trend.js";
import { reportQuery, save, useFigures } from "../../services/reports.js";
import { setQuery, useAddress } from "../../shell/router.js";
import { t, word } from "../../text/text.js";

const kept = ["attainment", "attainment-without-excusable", "missed", "missed-excusable", "missed-unexplained"];
const now = ["open-promised", "at-risk", "open-missed", "open-overdue"];
const held = ["pauses", "pause-length", "paused-near-due"];
const ways = ["policy", "target", "measure", "priority", "service", "team", "customer"];

export default function LevelsReport() {
  const { query } = useAddress();
  const by = ways.includes(query.get("by")) ? query.get("by") : "policy";
  const { data, error, again } = useFigures(query, [...kept, ...now, ...held], by, true);
  const reasons = useFigures(query, ["missed"], "reason");
  const pauses = useFigures(query, ["pauses", "pause-length"], "reason");
  const file = () => save("incident-reports/figures.csv", { ...reportQuery(query), figures: [...kept, ...now, ...held].join(","), by, compare: true });
  const chosen = (names) => data.figures.filter(({ id }) => names.includes(id));
  const actions = html`<${Button} icon="clock" href="/work/service-levels">${t("levels.what-if")}<//><${Button} icon="download" onClick=${file}>CSV<//>`;
  return html`<${Page} title=${t("nav.levels-report")} about=${t("reports.levels.about")} actions=${actions}>
    <${ReportFilters} query=${query} />
    ${error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<div class="card"><${Skeleton} lines=${8} /></div>` : html`
      <section class="stack tight"><h2>${t("reports.group.kept")}</h2><${Tiles} figures=${chosen(kept)} label=${t("reports.group.kept")} /></section>
      <section class="stack tight"><h2>${t("reports.group.now")}</h2><${Tiles} figures=${chosen(now)} label=${t("reports.group.now")} /></section>
      <section class="stack tight"><h2>${t("reports.group.held")}</h2><${Tiles} figures=${chosen(held)} label=${t("reports.group.held")} /></section>
      <${Trend} query=${query} choices=${["attainment", "attainment-without-excusable", "missed"]} />
      <section class="card stack"><div class="row wraps"><h2>${t("reports.breakdown")}</h2><span class="spring" />
        <div class="segments-scroll"><${Segments} label=${t("reports.breakdown")} value=${by} change=${(value) => setQuery({ by: value })} options=${ways.map((value) => ({ value, label: word("reports.by", value) }))} /></div></div>
        <${Breakdown} figures=${chosen(["attainment", "missed", "open-missed"])} by=${data.by} label=${t("reports.breakdown")} /></section>
      ${reasons.data && html`<section class="card stack"><h2>${t("reports.reasons")}</h2><${Breakdown} figures=${reasons.data.figures} by="reason" label=${t("reports.reasons")} /></section>`}
      ${pauses.data && html`<section class="card stack"><h2>${t("reports.pauses")}</h2><${Breakdown} figures=${pauses.data.figures} by="pause" label=${t("reports.pauses")} /></section>`}
      <${MonthBudgets} />
      <${FigureRecords} figures=${data.figures} />`}
  <//>`;
}
