/** Which period and which incidents a report is about; all of it in the address. */
import { html } from "../../ui/preact.js";
import { Field } from "../../ui/field.js";
import { Filters } from "../../ui/filters.js";
import { Segments } from "../../ui/segments.js";
import { choices, useAll } from "../../services/names.js";
import { setQuery } from "../../shell/router.js";
import { isoDay } from "../../text/format.js";
import { t } from "../../text/text.js";

const spans = ["7", "30", "90", "365"];
const today = () => isoDay(Date.now());
const ago = (days) => isoDay(Date.now() - days * 86_400_000);

/** From when until when. @param {{query: URLSearchParams}} props */
export function Period({ query }) {
  const own = query.get("from") !== null;
  const choose = (value) => (value === "own" ? setQuery({ from: ago(30), until: today(), days: null }) : setQuery({ from: null, until: null, days: value === "30" ? null : value }));
  const day = (name) => (value) => value && setQuery({ [name]: value });
  return html`<${Segments} label=${t("reports.period")} value=${own ? "own" : query.get("days") ?? "30"} change=${choose}
      options=${[...spans.map((value) => ({ value, label: t("reports.days", { count: Number(value) }) })), { value: "own", label: t("reports.own") }]} />
    ${own && html`<div class="pair report-days"><${Field} field=${{ name: "from", label: t("reports.from"), kind: "date", required: true }} value=${query.get("from")} change=${day("from")} />
      <${Field} field=${{ name: "until", label: t("reports.until"), kind: "date", required: true }} value=${query.get("until")} change=${day("until")} /></div>`}`;
}

export function ReportFilters({ query }) {
  const [services, teams, organisations] = [useAll("service"), useAll("team"), useAll("organisation")];
  const filters = [
    { name: "service", label: t("record.services"), options: choices(services) }, { name: "team", label: t("record.team"), options: choices(teams) },
    { name: "priority", label: t("record.priority"), options: [1, 2, 3, 4, 5].map((value) => ({ value: String(value), label: t(`priority.${value}`) })) },
    { name: "customer", label: t("reports.customer"), options: [...choices(organisations), { value: "none", label: t("reports.customer.none") }] },
  ];
  return html`<div class="report-filters"><${Period} query=${query} /><${Filters} filters=${filters} query=${query} /></div>`;
}
