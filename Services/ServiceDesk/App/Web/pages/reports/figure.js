/** A number of a report: what it is, what it means when asked, and the records behind it when pressed. */
import { html } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Popover } from "../../ui/popover.js";
import { setQuery } from "../../shell/router.js";
import { duration, number, percent } from "../../text/format.js";
import { t, word } from "../../text/text.js";

/** "backlog-3-7" is a class of ages. */
const ages = (id) => /^backlog-(\d+)(?:-(\d+))?$/.exec(id);

export function figureName(id) {
  const [, from, until] = ages(id) ?? [];
  if (from === undefined) return word("figure", id);
  return until ? t("figure.age", { from, until }) : t("figure.age.more", { from });
}

/** How a value of a figure is written. */
export function figureValue(unit, value) {
  if (value === null || value === undefined) return "–";
  if (unit === "seconds") return duration(value);
  return unit === "share" ? percent(value) : number(value);
}

const meaning = (figure) => (ages(figure.id) ? figureName(figure.id) : t(`figure-text.${figure.id}`));

/** What the number means: in words, as a formula, in which edition. */
export function Meaning({ figure }) {
  const label = t("reports.meaning", { name: figureName(figure.id) });
  const trigger = (open, toggle) => html`<${Button} look="plain" small icon="question" label=${label} aria-expanded=${String(open)} onClick=${toggle} />`;
  return html`<${Popover} trigger=${trigger} label=${label}>${() => html`<div class="panel-body stack tight"><p>${meaning(figure)}</p>
    <p class="mono small">${figure.definition.formula}</p><p class="small muted">${t("reports.definition", { version: figure.definition.version })}</p></div>`}<//>`;
}

/** How far two periods are apart, and how far chance alone could bring them: a clear difference is marked as one. */
export function Difference({ unit, difference }) {
  if (!difference || (difference.low === 0 && difference.high === 0)) return null;
  const signed = (exact) => {
    const one = unit === "count" ? Math.round(exact) : exact;
    return `${one > 0 ? "+" : one < 0 ? "−" : "±"}${figureValue(unit, Math.abs(one))}`;
  };
  const isClear = difference.low > 0 || difference.high < 0;
  return html`<span class=${isClear ? "strong" : undefined} title=${t(isClear ? "reports.difference.clear" : "reports.difference.chance")}>${t("reports.difference", { value: signed(difference.value), low: signed(difference.low), high: signed(difference.high) })}</span>`;
}

const Earlier = ({ unit, earlier: { value, difference } }) => html`<span class="small muted">${t("reports.earlier", { value: figureValue(unit, value) })} <${Difference} unit=${unit} difference=${difference} /></span>`;

export function Tile({ figure }) {
  const { id, unit, value, count, earlier } = figure;
  return html`<div class="tile"><dt>${figureName(id)} <${Meaning} figure=${figure} /></dt>
    <dd><button type="button" class="figure-button" title=${meaning(figure)} onClick=${() => setQuery({ figure: id, so: null })}>${figureValue(unit, value)}</button>
      ${unit === "seconds" && count > 0 && html`<span class="small muted">${t("reports.spread", { median: duration(figure.median), p90: duration(figure.p90) })}</span>`}
      ${unit !== "count" && html`<span class="small muted">${t("reports.of", { count })}</span>`}${earlier && html`<${Earlier} unit=${unit} earlier=${earlier} />`}</dd></div>`;
}

export const Tiles = ({ figures, label }) => html`<dl class="figures-row tiles" aria-label=${label}>${figures.map((figure) => html`<${Tile} key=${figure.id} figure=${figure} />`)}</dl>`;
