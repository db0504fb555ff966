/** The records behind a number: as many as the number says. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { Failure, Skeleton } from "../../ui/standing.js";
import { Numbered, Time } from "../../ui/bits.js";
import { Priority, State } from "../../ui/badge.js";
import { Segments } from "../../ui/segments.js";
import { figureName, figureValue } from "./figure.js";
import { useLoad } from "../../ui/load.js";
import { records, save } from "../../services/reports.js";
import { setQuery, useAddress } from "../../shell/router.js";
import { span } from "../../text/format.js";
import { t, word } from "../../text/text.js";

const Row = ({ record, figure }) => html`<tr><td><${Numbered} number=${record.number} /></td><td class="breaks">${record.summary}</td>
  <td>${record.priority ? html`<${Priority} value=${record.priority} />` : word("channel", record.channel)}</td><td><${State} value=${record.state} bare /></td><td><${Time} value=${record.openedAt} exact /></td>
  ${record.clock ? html`<td>${record.clock.target}${record.clock.run > 0 ? ` · ${record.clock.run + 1}` : ""}</td><td>${record.clock.reason ? word("breach", record.clock.reason) : record.stretch?.reason ? word("hold", record.stretch.reason) : "–"}${record.clock.excusable && html` · ${t("breach.excusable-short")}`}</td>` : null}
  ${record.stretch ? html`<td class="figures">${record.stretch.until ? span(record.stretch.from, record.stretch.until) : html`<${Time} value=${record.stretch.from} exact />`}</td>` : null}
  ${figure.unit !== "count" && html`<td class="figures">${figure.unit === "share" ? t(record.value === 1 ? "common.yes" : "common.no") : figureValue("seconds", record.value)}</td>`}</tr>`;

function heads(figure, items) {
  const any = (part) => items.some((item) => item[part]);
  const common = [t(any("channel") ? "reports.number" : "kind.incident"), t("reports.summary"), t(any("channel") ? "reports.by.channel" : "record.priority"), t("record.state"), t("record.opened")];
  return [...common, ...(any("clock") ? [t("levels.target"), t("reports.reason")] : []), ...(any("stretch") ? [t("reports.from-until")] : []), ...(figure.unit !== "count" ? [figureName(figure.id)] : [])];
}

/** @param {{figures: object[]}} props the one that the address names is shown */
export function FigureRecords({ figures }) {
  const { query } = useAddress();
  const figure = figures.find(({ id }) => id === query.get("figure"));
  return figure ? html`<${Records} key=${figure.id} figure=${figure} />` : null;
}

function Records({ figure }) {
  const [so, choose] = useState("all");
  const asked = so === "all" ? {} : { so };
  const { data, error, again, set } = useLoad((signal) => records(figure, asked, signal), [figure.records, so]);
  const more = async () => {
    const next = await records(figure, { ...asked, cursor: data.next });
    set((before) => ({ ...next, items: [...before.items, ...next.items] }));
  };
  const file = () => save(`${figure.records.replace("/api/v1/", "").replace(/\?.*$/, "")}.csv`, { ...Object.fromEntries(new URLSearchParams(figure.records.split("?")[1])), ...asked });
  const parts = [{ value: "all", label: t("reports.all") }, { value: "true", label: t("common.yes") }, { value: "false", label: t("common.no") }];
  return html`<${Dialog} title=${`${figureName(figure.id)} · ${figureValue(figure.unit, figure.value)}`} close=${() => setQuery({ figure: null })} wide>
    <div class="row wraps"><span class="muted" role="status">${t("reports.records", { count: figure.count })}</span>
      ${figure.unit === "share" && html`<${Segments} label=${figureName(figure.id)} value=${so} change=${choose} options=${parts} />`}
      <span class="spring" /><${Button} small icon="download" onClick=${file}>CSV<//></div>
    ${error ? html`<${Failure} error=${error} again=${again} />` : !data ? html`<${Skeleton} lines=${6} />` : html`
      <div class="table-scroll" tabindex="0" role="region" aria-label=${figureName(figure.id)}><table class="levels records"><thead><tr>${heads(figure, data.items).map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
        <tbody>${data.items.map((record) => html`<${Row} key=${`${record.id} ${record.clock?.measure} ${record.clock?.target} ${record.clock?.run} ${record.stretch?.from}`} record=${record} figure=${figure} />`)}</tbody></table></div>
      ${data.next && html`<div><${Button} onClick=${more}>${t("reports.more")}<//></div>`}`}
  <//>`;
}
