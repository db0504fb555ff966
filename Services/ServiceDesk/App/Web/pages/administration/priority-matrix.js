/** The priority matrix, and when urgency rises by itself. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { Form } from "../../ui/form.js";
import { Icon } from "../../ui/icon.js";
import { Priority } from "../../ui/badge.js";
import { OpenTrial } from "./open-trial.js";
import { DocumentPage, reasonField, useDocument } from "./rules-document.js";
import { ApiError } from "../../services/client.js";
import { number } from "../../text/format.js";
import { t } from "../../text/text.js";

const levels = ["high", "medium", "low"];
/** What makes urgency rise, each in up to two steps. */
const growths = ["peopleSteps", "hourSteps"];
const steps = ["one", "two"];
const replaced = (list, at, value) => list.map((one, index) => (index === at ? value : one));
const Fault = ({ text }) => text && html`<span class="fault" role="alert"><${Icon} name="alert" />${text}</span>`;

/** The nine cells as choices. */
function Cells({ value, change, fault }) {
  const cell = (row, column) => html`<select class="input" aria-label=${t("matrix.cell", { impact: t(`matrix.${levels[row]}`), urgency: t(`matrix.${levels[column]}`) })} onChange=${(event) => change(replaced(value, row, replaced(value[row], column, Number(event.target.value))))}>
    ${[1, 2, 3, 4, 5].map((priority) => html`<option value=${priority} selected=${priority === value[row][column]}>${t(`priority.${priority}`)}</option>`)}</select>`;
  return html`<div class="field"><${Grid} cell=${cell} /><${Fault} text=${fault} /></div>`;
}

const Grid = ({ cell }) => html`<table class="levels matrix"><thead><tr><th scope="col">${t("matrix.axes")}</th>${levels.map((level) => html`<th scope="col">${t(`matrix.${level}`)}</th>`)}</tr></thead>
  <tbody>${levels.map((level, row) => html`<tr><th scope="row">${t(`matrix.${level}`)}</th>${levels.map((_, column) => html`<td>${cell(row, column)}</td>`)}</tr>`)}</tbody></table>`;

const Growths = ({ cell }) => html`<table class="levels matrix"><thead><tr><th scope="col">${t("matrix.rises")}</th>${steps.map((step) => html`<th scope="col">${t(`matrix.rise.${step}`)}</th>`)}</tr></thead>
  <tbody>${growths.map((growth) => html`<tr><th scope="row">${t(`matrix.${growth}`)}</th>${steps.map((step, at) => html`<td class="figures">${cell(growth, at, step)}</td>`)}</tr>`)}</tbody></table>`;

/** From how many people and after how many hours urgency rises; an empty one never does. */
function Steps({ value, change, fault }) {
  const cell = (growth, at, step) => html`<input class="input" type="number" min="0" inputmode="decimal" aria-label=${`${t(`matrix.${growth}`)}, ${t(`matrix.rise.${step}`)}`} placeholder=${t("matrix.never")} value=${value[growth][at]}
    onInput=${(event) => change({ ...value, [growth]: replaced(value[growth], at, event.target.value) })} />`;
  return html`<div class="field"><${Growths} cell=${cell} /><${Fault} text=${fault} /></div>`;
}

export default function PriorityMatrix() {
  const held = useDocument("priority-matrix");
  const [open, show] = useState(false);
  const close = () => show(false);
  const fields = [{ name: "cells", kind: "own", control: (props) => html`<${Cells} ...${props} />` }, { name: "steps", kind: "own", control: (props) => html`<${Steps} ...${props} />` }, reasonField()];
  const given = (list) => list.filter((value) => value !== "").map(Number);
  const rulesOf = ({ cells, steps: rises }) => ({ cells, ...Object.fromEntries(growths.map((growth) => [growth, given(rises[growth])])) });
  const send = async ({ reason, ...values }) => {
    if (growths.some((growth) => values.steps[growth][0] === "" && values.steps[growth][1] !== "")) throw new ApiError(422, { code: "not_rising", field: "steps" });
    return held.save(rulesOf(values), reason).catch((problem) => {
      if (growths.includes(problem.field)) problem.field = "steps";
      throw problem;
    });
  };
  const start = (rules) => ({ cells: rules.cells, steps: Object.fromEntries(growths.map((growth) => [growth, steps.map((_, at) => rules[growth][at] ?? "")])) });
  const edit = html`<${Button} look="primary" icon="pencil" onClick=${() => show(true)}>${t("action.edit")}<//>`;
  const said = (rules) => (growth, at) => (rules[growth][at] === undefined ? html`<span class="muted">${t("matrix.never")}</span>` : number(rules[growth][at]));
  return html`<${DocumentPage} name="priority-matrix" title=${t("nav.priority-matrix")} about=${t("administration.priority-matrix")} held=${held} actions=${edit}>${(rules) => html`
    <div class="card table-scroll" tabindex="0" role="region" aria-label=${t("nav.priority-matrix")}><${Grid} cell=${(row, column) => html`<${Priority} value=${rules.cells[row][column]} bare=${false} />`} /></div>
    <p class="small muted prose-width">${t("matrix.about")}</p>
    <div class="card table-scroll" tabindex="0" role="region" aria-label=${t("matrix.rises")}><${Growths} cell=${said(rules)} /></div>
    <p class="small muted prose-width">${t("matrix.rises.about")}</p>
    ${open && html`<${Dialog} title=${t("nav.priority-matrix")} wide close=${close}><${Form} fields=${fields} draft=${held.draft("matrix")} start=${start(rules)} label=${t("action.save")} send=${send} done=${() => { close(); held.done(); }} cancel=${close} below=${(values) => html`<${OpenTrial} name="priority-matrix" rules=${rulesOf(values)} />`} /><//>`}`}<//>`;
}
