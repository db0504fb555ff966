/** A figure over time: bars to look at, and the same as a table to read. */
import { html, useState } from "../../ui/preact.js";
import { Failure, Skeleton } from "../../ui/standing.js";
import { Segments } from "../../ui/segments.js";
import { figureName, figureValue } from "./figure.js";
import { useLoad } from "../../ui/load.js";
import { trend } from "../../services/reports.js";
import { calendarDay, span } from "../../text/format.js";
import { t } from "../../text/text.js";

const height = 100;

/** @param {{figure: string, unit: string, points: object[]}} props */
export function Bars({ figure, unit, points }) {
  const top = unit === "share" ? 1 : Math.max(1, ...points.map(({ value }) => value ?? 0));
  const size = (value) => Math.max(value > 0 ? 1.5 : 0, ((value ?? 0) / top) * height);
  const when = ({ from, until }) => span(from, new Date(new Date(until) - 1), { dates: true });
  return html`<figure class="trend"><svg viewBox=${`0 0 ${points.length * 10} ${height}`} preserveAspectRatio="none" role="img" aria-label=${t("reports.trend-of", { name: figureName(figure) })}>
      ${points.map((point, index) => html`<g key=${point.from}><title>${`${when(point)}: ${figureValue(unit, point.value)}`}</title>
        <rect class="ground" x=${index * 10} y="0" width="10" height=${height} /><rect class="bar" x=${index * 10 + 1.5} y=${height - size(point.value)} width="7" height=${size(point.value)} /></g>`)}</svg>
    <figcaption class="row small muted"><span>${calendarDay(points[0].from)}</span><span class="spring" /><span>${t("reports.top", { value: figureValue(unit, top) })}</span><span class="spring" /><span>${calendarDay(new Date(new Date(points.at(-1).until) - 1).toISOString())}</span></figcaption>
    <details class="small"><summary>${t("reports.as-table")}</summary><div class="table-scroll" tabindex="0" role="region" aria-label=${figureName(figure)}><table class="levels"><tbody>
      ${points.map((point) => html`<tr key=${point.from}><th scope="row">${when(point)}</th><td class="figures">${figureValue(unit, point.value)}</td><td class="figures muted">${unit === "count" ? "" : t("reports.of", { count: point.count })}</td></tr>`)}</tbody></table></div></details></figure>`;
}

/** @param {{query: URLSearchParams, choices: string[]}} props figures to choose from */
export function Trend({ query, choices }) {
  const [figure, choose] = useState(choices[0]);
  const [step, stride] = useState("week");
  const { data, error, again } = useLoad((signal) => trend(figure, query, step, signal), [figure, step, query.toString()]);
  return html`<section class="card stack"><div class="row wraps"><h2>${t("reports.trend")}</h2><span class="spring" />
      <${Segments} label=${t("reports.step")} value=${step} change=${stride} options=${["day", "week", "month"].map((value) => ({ value, label: t(`reports.step.${value}`) }))} /></div>
    <div class="segments-scroll"><${Segments} label=${t("reports.figure")} value=${figure} change=${choose} options=${choices.map((value) => ({ value, label: figureName(value) }))} /></div>
    ${error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<${Skeleton} lines=${5} />` : data.points.length > 0 && html`<${Bars} figure=${figure} unit=${data.definition.unit} points=${data.points} />`}</section>`;
}
