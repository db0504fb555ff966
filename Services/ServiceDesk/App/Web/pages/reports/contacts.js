/** The report on contacts: how many, by which way, how many helped themselves, and how many were helped at once. */
import { html } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Failure, Skeleton } from "../../ui/standing.js";
import { Page } from "../../ui/page.js";
import { Segments } from "../../ui/segments.js";
import { Breakdown } from "./breakdown.js";
import { FigureRecords } from "./figure-records.js";
import { Period } from "./report-filters.js";
import { Tiles } from "./figure.js";
import { useLoad } from "../../ui/load.js";
import { get } from "../../services/client.js";
import { reportQuery, save } from "../../services/reports.js";
import { setQuery, useAddress } from "../../shell/router.js";
import { t, word } from "../../text/text.js";

const ways = ["channel", "service", "customer", "kind"];

export default function ContactReport() {
  const { query } = useAddress();
  const by = ways.includes(query.get("by")) ? query.get("by") : "channel";
  const { from, until, service, customer } = reportQuery(query);
  const asked = { from, until, service, customer, by };
  const { data, error, again } = useLoad((signal) => get("contact-reports/figures", asked, signal), [query.toString(), by]);
  return html`<${Page} title=${t("nav.contact-report")} about=${t("reports.contacts.about")} actions=${html`<${Button} icon="download" onClick=${() => save("contact-reports/figures.csv", asked)}>CSV<//>`}>
    <div class="report-filters"><${Period} query=${query} /></div>
    ${error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<div class="card"><${Skeleton} lines=${6} /></div>` : html`
      <${Tiles} figures=${data.figures} label=${t("nav.contact-report")} />
      <section class="card stack"><div class="row wraps"><h2>${t("reports.breakdown")}</h2><span class="spring" />
        <${Segments} label=${t("reports.breakdown")} value=${by} change=${(value) => setQuery({ by: value })} options=${ways.map((value) => ({ value, label: word("reports.by", value) }))} /></div>
        <${Breakdown} figures=${data.figures} by=${by} label=${t("reports.breakdown")} /></section>
      <${FigureRecords} figures=${data.figures} />`}
  <//>`;
}
