/** Figures by service, team, priority or customer, or by promise and reason. */
import { html } from "../../ui/preact.js";
import { figureName, figureValue } from "./figure.js";
import { useAll } from "../../services/names.js";
import { t, word } from "../../text/text.js";

/** What a group is called. */
function nameOf(by, group, organisations) {
  if (group.key === null || group.key === undefined) return t(by === "customer" ? "reports.customer.none" : by === "reason" ? "reports.unexplained" : "common.none");
  if (by === "priority") return t(`priority.${group.key}`);
  if (by === "channel") return word("channel", group.key);
  if (by === "kind") return t(`kind.${group.key}`);
  if (by === "pause") return word("hold", group.key);
  if (by === "reason") return word("breach", group.key);
  if (by === "measure") return word("clock.measure", group.key);
  if (by === "customer") return organisations.find(({ id }) => id.toLowerCase() === group.key)?.name ?? t("common.unnamed");
  return group.name ?? (by === "target" ? group.key : t("common.unnamed"));
}

/** @param {{figures: object[], by: string, label: string}} props figures that were broken down by the same */
export function Breakdown({ figures, by, label }) {
  const organisations = useAll("organisation");
  const used = figures.filter(({ groups }) => groups?.length > 0);
  const keys = [...new Set(used.flatMap(({ groups }) => groups.map(({ key }) => key ?? null)))];
  if (keys.length === 0) return html`<p class="muted">${t("reports.nothing")}</p>`;
  const of = (figure, key) => figure.groups.find((group) => (group.key ?? null) === key);
  const any = (key) => used.map((figure) => of(figure, key)).find(Boolean);
  return html`<div class="table-scroll" tabindex="0" role="region" aria-label=${label}><table class="levels"><thead><tr><th scope="col">${word("reports.by", by)}</th>${used.map(({ id }) => html`<th scope="col">${figureName(id)}</th>`)}</tr></thead>
    <tbody>${keys.map((key) => html`<tr key=${key}><th scope="row">${nameOf(by, any(key), organisations)}</th>
      ${used.map((figure) => { const group = of(figure, key); return html`<td class="figures">${group ? figureValue(figure.unit, figure.unit === "count" ? group.count : group.value) : "–"}${group && figure.unit !== "count" && html` <span class="small muted">(${group.count})</span>`}</td>`; })}</tr>`)}</tbody></table></div>`;
}
