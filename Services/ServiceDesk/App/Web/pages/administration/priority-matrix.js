/** The priority matrix, and when urgency rises by itself. */
import { html, useState } from "../../ui/preact.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { Form } from "../../ui/form.js";
import { Priority } from "../../ui/badge.js";
import { DocumentPage, reasonField, useDocument } from "./rules-document.js";
import { t } from "../../text/text.js";

const levels = ["high", "medium", "low"];
const numbers = (text) => (text ?? "").split(/[,;\s]+/).filter(Boolean).map(Number);

/** The nine cells as choices. */
function Cells({ value, change, fault }) {
  const put = (row, column, priority) => change(value.map((cells, at) => (at === row ? cells.map((cell, index) => (index === column ? priority : cell)) : cells)));
  const cell = (row, column) => html`<select class="input" aria-label=${t("matrix.cell", { impact: t(`matrix.${levels[row]}`), urgency: t(`matrix.${levels[column]}`) })} value=${value[row][column]} onChange=${(event) => put(row, column, Number(event.target.value))}>
    ${[1, 2, 3, 4, 5].map((priority) => html`<option value=${priority} selected=${priority === value[row][column]}>${t(`priority.${priority}`)}</option>`)}</select>`;
  return html`<div class="field"><${Grid} cell=${cell} />${fault && html`<span class="fault" role="alert">${fault}</span>`}</div>`;
}

const Grid = ({ cell }) => html`<table class="levels"><thead><tr><th scope="col">${t("matrix.axes")}</th>${levels.map((level) => html`<th scope="col">${t(`matrix.${level}`)}</th>`)}</tr></thead>
  <tbody>${levels.map((level, row) => html`<tr><th scope="row">${t(`matrix.${level}`)}</th>${levels.map((_, column) => html`<td>${cell(row, column)}</td>`)}</tr>`)}</tbody></table>`;

export default function PriorityMatrix() {
  const held = useDocument("priority-matrix");
  const [open, show] = useState(false);
  const close = () => show(false);
  const fields = [
    { name: "cells", kind: "own", control: Cells },
    { name: "peopleSteps", label: t("matrix.people"), longest: 40, hint: t("matrix.steps.hint") },
    { name: "hourSteps", label: t("matrix.hours"), longest: 40, hint: t("matrix.steps.hint") }, reasonField(),
  ];
  const send = ({ cells, peopleSteps, hourSteps, reason }) => held.save({ cells, peopleSteps: numbers(peopleSteps), hourSteps: numbers(hourSteps) }, reason);
  const start = (rules) => ({ cells: rules.cells, peopleSteps: rules.peopleSteps.join(", "), hourSteps: rules.hourSteps.join(", ") });
  const steps = (values) => values.join(", ") || t("common.none");
  const edit = html`<${Button} look="primary" icon="pencil" onClick=${() => show(true)}>${t("action.edit")}<//>`;
  return html`<${DocumentPage} name="priority-matrix" title=${t("nav.priority-matrix")} about=${t("administration.priority-matrix")} held=${held} actions=${edit}>${(rules) => html`
    <div class="card table-scroll" tabindex="0" role="region" aria-label=${t("nav.priority-matrix")}><${Grid} cell=${(row, column) => html`<${Priority} value=${rules.cells[row][column]} bare=${false} />`} /></div>
    <p>${t("matrix.people")}: <span class="strong">${steps(rules.peopleSteps)}</span></p><p>${t("matrix.hours")}: <span class="strong">${steps(rules.hourSteps)}</span></p>
    ${open && html`<${Dialog} title=${t("nav.priority-matrix")} close=${close}><${Form} fields=${fields} draft=${null} start=${start(rules)} label=${t("action.save")} send=${send} done=${() => { close(); held.done(); }} cancel=${close} /><//>`}`}<//>`;
}
