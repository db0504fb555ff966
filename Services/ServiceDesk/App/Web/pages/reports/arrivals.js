/** When incidents are opened: by hour and weekday. A cell opens the incidents behind it. */
import { html } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { figureName } from "./figure.js";
import { useFigures } from "../../services/reports.js";
import { setQuery } from "../../shell/router.js";
import { number, weekday } from "../../text/format.js";
import { t } from "../../text/text.js";

const hours = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, "0"));
/** Any Monday at noon, and the days after it. */
const days = Array.from({ length: 7 }, (_, day) => ({ key: day + 1, name: () => weekday(new Date(2026, 10, 23 + day, 12)) }));

export function Arrivals({ query }) {
  const { data } = useFigures(query, ["opened"], "hour");
  const chosen = query.get("hour");
  if (!data) return null;
  const counts = new Map(data.figures[0].groups.map(({ key, count }) => [key, count]));
  const most = Math.max(1, ...counts.values());
  const cell = (day, hour) => {
    const [key, count] = [`${day.key}-${hour}`, counts.get(`${day.key}-${hour}`) ?? 0];
    const open = () => setQuery({ hour: key, figure: "opened", so: null });
    return html`<td key=${key}><button type="button" class="heat" style=${{ "--heat": count / most }} disabled=${count === 0} aria-label=${t("reports.arrivals.cell", { day: day.name(), hour, count })} onClick=${open}>${count > 0 ? number(count) : ""}</button></td>`;
  };
  return html`<section class="card stack tight"><div class="row wraps"><h2>${t("reports.arrivals")}</h2><span class="spring" />${chosen && html`<${Button} look="plain" small onClick=${() => setQuery({ hour: null })}>${t("reports.arrivals.all")}<//>`}</div>
    <div class="table-scroll" tabindex="0" role="region" aria-label=${t("reports.arrivals")}><table class="heat-map"><caption class="unseen">${figureName("opened")}</caption><thead><tr><td></td>${hours.map((hour) => html`<th scope="col" class="small muted">${hour}</th>`)}</tr></thead>
      <tbody>${days.map((day) => html`<tr key=${day.key}><th scope="row" class="small">${day.name()}</th>${hours.map((hour) => cell(day, hour))}</tr>`)}</tbody></table></div></section>`;
}
