/** What being on call asked of whom in a time, and how calls were answered. */
import { html } from "../../../ui/preact.js";
import { Failure, Skeleton } from "../../../ui/standing.js";
import { Field } from "../../../ui/field.js";
import { Page } from "../../../ui/page.js";
import { Person } from "../../../ui/bits.js";
import { daysOn, midnight } from "../calendar-model.js";
import { useReport } from "../../../services/on-call.js";
import { setQuery, useAddress } from "../../../shell/router.js";
import { dayEnd, dayStart, duration, isoDay, number, percent } from "../../../text/format.js";
import { t } from "../../../text/text.js";

const heads = ["person", "calls", "per-week", "off-hours", "nights", "acknowledged", "hours", "weekend", "night"];

export default function Report() {
  const { query } = useAddress();
  const until = query.get("until") ?? isoDay(Date.now());
  const from = query.get("from") ?? isoDay(daysOn(midnight(new Date()), -27));
  const { data, error, again } = useReport(dayStart(from), dayEnd(until));
  const when = (name, value, label) => html`<${Field} field=${{ name, label, kind: "date", required: true }} value=${value} change=${(next) => next && setQuery({ [name]: next })} />`;
  return html`<${Page} title=${t("on-call.report")} trail=${{ href: "/operations/on-call", label: t("nav.on-call") }}>
    <div class="row wraps">${when("from", from, t("reports.from"))}${when("until", until, t("reports.until"))}</div>
    ${error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<div class="card flush"><${Skeleton} /></div>` : html`
      <p class="row wraps" role="status">${t("on-call.report.pages", { count: data.pages })} · ${t("on-call.report.escalated", { share: percent(data.escalated) })} · ${t("on-call.report.unanswered", { count: data.unanswered })}
        ${data.answerMedian !== null && data.answerMedian !== undefined && html` · ${t("on-call.report.answer", { median: duration(data.answerMedian), p90: duration(data.answerP90) })}`}</p>
      <div class="card flush table-scroll" tabindex="0" role="region" aria-label=${t("on-call.report")}><table class="levels"><thead><tr>${heads.map((head) => html`<th scope="col">${t(`on-call.report.${head}`)}</th>`)}</tr></thead>
        <tbody>${data.burdens.map((one) => html`<tr key=${one.person.id}><td><${Person} person=${one.person} /></td>
          ${[one.pages, one.pagesPerWeek, one.offHours, one.brokenNights, one.acknowledged, one.hours, one.weekendHours, one.nightHours].map((value) => html`<td class="figures">${number(Math.round(value * 10) / 10)}</td>`)}</tr>`)}</tbody></table></div>
      <p class="small muted">${t("on-call.report.what")}</p>
      ${data.gaps.some(({ minutes }) => minutes > 0) && html`<section class="card flush"><h2 class="card-head">${t("on-call.report.gaps")}</h2><ul class="lines">${data.gaps.filter(({ minutes }) => minutes > 0).map((gap) => html`<li><a href=${`/operations/on-call/${gap.schedule}`}>${gap.name}</a> <span class="spring" /><span class="figures late">${duration(gap.minutes * 60)}</span></li>`)}</ul></section>`}`}
  <//>`;
}
